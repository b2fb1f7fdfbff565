"""A label in a scene, as the camera stands to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from bench.frames.chance import Image
from bench.frames.label import Label
from bench.frames.scene import FINER, HEIGHT, WIDTH

_FOCAL = 1000.0
"""In pixels of the frame: about 65 degrees across."""


@dataclass(frozen=True)
class Pose:
    """The symbol's side in pixels of the frame, its turns in degrees, and its middle."""

    side: float
    yaw: float
    pitch: float
    roll: float
    x: float
    y: float


@dataclass(frozen=True)
class Shown:
    """A view of the frame's size, and the symbol's corners in it, clockwise."""

    view: Image
    corners: Image

    def dots(self, modules: int) -> float:
        """Pixels a module."""
        area = abs(cv2.contourArea(self.corners.astype(np.float32)))
        return float(np.sqrt(area)) / modules

    @property
    def middle(self) -> tuple[float, float]:
        x, y = self.corners.mean(0)
        return float(x), float(y)


@dataclass(frozen=True)
class Backdrop:
    """A scene and how the light changes over it, both finer than the frame."""

    scene: Image
    light: Image

    @cached_property
    def view(self) -> Image:
        """What the camera sees of it."""
        return _coarser(self.scene * self.light)


def _coarser(fine: Image) -> Image:
    size = (fine.shape[1] // FINER, fine.shape[0] // FINER)
    return cv2.resize(np.clip(fine, 0, 255), size, interpolation=cv2.INTER_AREA)


def show(label: Label, backdrop: Backdrop, pose: Pose) -> Shown:
    """The backdrop with the label before it; only the part around the label is drawn anew."""
    to_frame = _perspective(label, pose)
    x, y, x_end, y_end = _around(label, to_frame)
    left, top = x * FINER, y * FINER
    part = (slice(top, y_end * FINER), slice(left, x_end * FINER))
    size = ((x_end - x) * FINER, (y_end - y) * FINER)
    to_part = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64) @ to_frame
    laid = cv2.warpPerspective(label.picture, to_part, size, flags=cv2.INTER_LINEAR)
    there = np.ones(label.picture.shape[:2], np.float32)
    mask = cv2.warpPerspective(there, to_part, size, flags=cv2.INTER_LINEAR)[..., None]
    drawn = (backdrop.scene[part] * (1 - mask) + laid * mask) * backdrop.light[part]
    view = backdrop.view.copy()
    view[y:y_end, x:x_end] = _coarser(drawn)
    return Shown(view, _corners(label, to_frame))


def _corners(label: Label, to_frame: Image) -> Image:
    left, top, side = label.left, label.top, label.side
    square = [[left, top], [left + side, top], [left + side, top + side], [left, top + side]]
    return cv2.perspectiveTransform(np.array([square], np.float32), to_frame)[0] / FINER


def _around(label: Label, to_frame: Image) -> tuple[int, int, int, int]:
    """The frame's part that the label is in, in whole pixels: left, top, right, bottom."""
    height, width = label.picture.shape[:2]
    edges = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float32)
    seen = cv2.perspectiveTransform(edges, to_frame)[0] / FINER
    left, top = np.floor(seen.min(0)).astype(int) - 2
    right, bottom = np.ceil(seen.max(0)).astype(int) + 2
    return max(0, left), max(0, top), min(WIDTH, right), min(HEIGHT, bottom)


def _perspective(label: Label, pose: Pose) -> Image:
    """From the label's pixels to those of the scene."""
    height, width = label.picture.shape[:2]
    edges = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    middle = np.array([label.left + label.side / 2, label.top + label.side / 2])
    flat = np.zeros((4, 3))
    flat[:, :2] = (edges - middle) * (pose.side / label.side)
    turned = flat @ _turn(pose).T
    depth = _FOCAL + turned[:, 2]
    seen = np.stack(
        [turned[:, 0] * _FOCAL / depth + pose.x, turned[:, 1] * _FOCAL / depth + pose.y], 1
    )
    return cv2.getPerspectiveTransform(edges, seen.astype(np.float32) * FINER)


def _turn(pose: Pose) -> Image:
    a, b, c = np.radians([pose.yaw, pose.pitch, pose.roll])
    roll = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    yaw = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    pitch = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    return pitch @ yaw @ roll
