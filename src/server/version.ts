/** This package's version, as it tells it to clients: that of `package.json`, says a test. */
export const VERSION = '0.1.0';
