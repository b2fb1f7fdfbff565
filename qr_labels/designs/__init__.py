"""What labels say, by the name of their design."""

from types import MappingProxyType

from qr_labels.designs.asset import ASSET
from qr_labels.designs.design import Design, Line, Words
from qr_labels.designs.door import DOOR
from qr_labels.designs.extinguisher import EXTINGUISHER
from qr_labels.designs.separator import SEPARATOR
from qr_labels.designs.small import SMALL

DESIGNS = MappingProxyType(
    {
        "asset": ASSET,
        "door": DOOR,
        "separator": SEPARATOR,
        "extinguisher": EXTINGUISHER,
        "small": SMALL,
    }
)

__all__ = ["DESIGNS", "SMALL", "Design", "Line", "Words"]
