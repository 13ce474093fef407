import { describeLayers } from './describe-layers.ts';

describeLayers('session manager');
