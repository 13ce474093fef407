import { render } from 'preact';
import { PICTURE_STYLE } from '../../report/picture-style.ts';
import { App } from './app.tsx';

// The pictures' colours are the page's too.
const colours = new CSSStyleSheet();
colours.replaceSync(PICTURE_STYLE);
document.adoptedStyleSheets = [colours];

const place = document.getElementById('app');
if (place !== null) render(<App />, place);
