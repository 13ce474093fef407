/** There is no scenario to look at: none of that name, no such file, or not a text. One line. */
export class ScenarioFileError extends Error {
  override readonly name = 'ScenarioFileError';
}
