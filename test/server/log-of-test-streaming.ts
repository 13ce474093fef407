/** What the log of upstream's test_streaming.do has above the first thing that is displayed. */
export const LOG_HEAD = [
  '-------------------------------------------------------------------------------',
  '      name:  <unnamed>',
  '       log:  /project/log',
  '  log type:  text',
  ' opened on:  22 Nov 2026, 08:31:15',
];

/** The rest of it up to the first pause, without its blank lines. */
export const LOG_START = [
  '. * Test file for SSE streaming',
  '. display "Starting test..."',
  'Starting test...',
  '. forvalues i = 1/5 {',
  '  2.     display "Iteration `i\'"',
  '  3.     sleep 2000',
  '  4. }',
  'Iteration 1',
];

export const LOG_END = ['. display "Test complete!"', 'Test complete!', '. capture log close _all'];
