import { printable } from '../timeline/printable.ts';
import { colour, PICTURE_STYLE } from './picture-style.ts';
import { type SvgElement, svg } from './svg-element.ts';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export interface SvgFileOptions {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, in a sentence, for those who don't see it. */
  readonly title: string;
}

/** A picture as the text of an SVG file; light or dark, as its reader's system is. */
export function formatSvgFile(
  picture: SvgElement,
  { width, height, title }: SvgFileOptions,
): string {
  const margin = 12;
  const [fullWidth, fullHeight] = [width + 2 * margin, height + 2 * margin];
  const root = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${fullWidth} ${fullHeight}`,
      width: fullWidth,
      height: fullHeight,
      role: 'img',
      'font-family': FONT,
    },
    svg('title', {}, title),
    svg('style', {}, PICTURE_STYLE),
    svg('rect', { width: fullWidth, height: fullHeight, rx: 10, fill: colour('paper') }),
    svg('g', { transform: `translate(${margin} ${margin})` }, picture),
  );
  return `${formatElement(root)}\n`;
}

/** An element as XML. */
export function formatElement({ tag, attributes, children }: SvgElement): string {
  const written = Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && name !== 'key')
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
  if (children.length === 0) return `<${tag}${written}/>`;
  const inside = children.map((child) =>
    typeof child === 'string' ? escaped(child) : formatElement(child),
  );
  return `<${tag}${written}>${inside.join('')}</${tag}>`;
}

/** What isn't printable has no place in XML, or none that anybody sees; `]]>` has none in a text. */
function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
