import { AssetRow } from '../field/AssetRow';
import { PositionBottle } from '../field/PositionBottle';
import type { Phone } from '../sync';
import { List } from '../ui/List';
import { useLoaded } from '../ui/useLoaded';

type Props = { readonly phone: Phone; readonly placeId: string };

/** What stands at a fixed position (设置点) now, with its dates; it changes beneath the label. */
export function BottlesHere({ phone, placeId }: Props) {
  const load = async () => {
    const register = phone.register();
    return Promise.all([register.assetsInPlace(placeId), register.kinds()]);
  };
  const [bottles = [], kinds = []] = useLoaded(load, [placeId]).value ?? [];
  if (bottles.length === 0) return null;
  return (
    <List
      items={bottles}
      keyOf={(one) => one.id}
      row={(one) => (
        <>
          <AssetRow asset={one} />
          <PositionBottle asset={one} kinds={kinds} />
        </>
      )}
    />
  );
}
