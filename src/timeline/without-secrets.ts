const HIDDEN = '***';

/** Names under which keys and the like are sent. */
const SECRET_NAME =
  'key|token|secret|passw|pwd|auth|cred|sig|jwt|session|sid|code|bearer|access|private';

const USERINFO = /(:\/\/)[^\s/?#"'<>\\]*@/g;
/** A sentence may go on behind a value. */
const PARAMETER = /([?&#;][^\s/?#&;="'`<>\\]*=)([^\s&#"'`<>\\]*[^\s&#"'`<>\\,.:;)])/g;
const PATH = /(:\/\/[^\s/?#"'`<>\\]+)(\/[^\s?#"'`<>\\]*)/g;
const CREDENTIALS = /\b(Bearer|Basic|Token)(\s+)[\w.~+/=-]{6,}/gi;

/**
 * A text without what would let its readers in somewhere: the user and password of a URL, values in
 * its query and words of its path that are keys by their name or look like one, and what follows
 * `Bearer`. It is for reports and complaints, which are shown around.
 *
 * @example `withoutSecrets('http://me:pw@x/mcp?api_key=1')` is `http://***@x/mcp?api_key=***`
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(USERINFO, `$1${HIDDEN}@`)
    .replace(PARAMETER, (whole, name: string, value: string) =>
      isSecretName(name) || looksRandom(value) ? name + HIDDEN : whole,
    )
    .replace(PATH, (_, host: string, path: string) => host + withoutKeys(path))
    .replace(CREDENTIALS, `$1$2${HIDDEN}`);
}

function withoutKeys(path: string): string {
  return path
    .split('/')
    .map((word) => (looksRandom(word) ? HIDDEN : word))
    .join('/');
}

function isSecretName(name: string): boolean {
  return new RegExp(SECRET_NAME, 'i').test(name.replaceAll(/%5f|%2d/gi, '_'));
}

/** Keys are long and have letters and digits in them; words of a language hardly ever. */
function looksRandom(value: string): boolean {
  return value.length >= 20 && /\d/.test(value) && /[a-z]/i.test(value);
}
