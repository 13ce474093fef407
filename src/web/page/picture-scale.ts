/** From here on, everything is drawn larger: that is a projector, or a wall. */
const LARGE_FROM = 1300;
const LARGE = 1.3;

/** How much larger a picture is drawn than it is laid out, for its width in pixels. */
export function pictureScale(width: number): number {
  return width >= LARGE_FROM ? LARGE : 1;
}
