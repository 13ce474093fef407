/**
 * Why code was not run at all: there is no such file, the session is busy. The message is for the
 * client, who reads it after `Error: `.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
