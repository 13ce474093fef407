import { describeLayers } from './describe-layers.ts';

describeLayers('transport', 'proxy', 'client');
