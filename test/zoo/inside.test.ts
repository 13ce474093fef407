import { describeLayers } from './describe-layers.ts';

describeLayers('reader', 'handler', 'routing');
