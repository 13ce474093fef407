import type { Guess } from './guess-stimulus.ts';
import { DEFAULT_PROTOCOL_VERSION } from './protocol-version.ts';
import type { StimulusSpec } from './stimulus-spec.ts';
import type { Target } from './target.ts';

/** A target file, with a word on each thing that may be in it, and on each that is in doubt. */
export function formatTarget(
  { url, protocolVersion }: Pick<Target, 'url' | 'protocolVersion'>,
  { stimulus, doubt }: Guess,
): string {
  const isDefault = protocolVersion === DEFAULT_PROTOCOL_VERSION;
  return `# A server to be held to the streaming contract: fake-stata contract --target THIS-FILE
url: ${JSON.stringify(url)}
# command: node server.js           # starts the server, and stops it afterwards
# headers: { Authorization: Bearer … }    # or --header
${isDefault ? '# ' : ''}protocolVersion: "${protocolVersion}"     # what the client asks for
# granularity: 2s                   # how late the server says that it may be
${doubt === null ? '' : `# In doubt: ${doubt}. Look at it before you believe a verdict.\n`}\
stimulus:                           # how to make it talk
  kind: ${stimulus.kind}
  tool: ${JSON.stringify(stimulus.tool)}
${linesOf(stimulus)}`;
}

function linesOf(stimulus: StimulusSpec): string {
  switch (stimulus.kind) {
    case 'stata':
      return `  argument: ${JSON.stringify(stimulus.argument)}             # takes Stata code
  # folder: /tmp/shared             # when the argument takes the path of a do-file
  # args: {}                        # other arguments that the tool needs
`;
    case 'stream_probe':
      return [
        stimulus.asks === false
          ? '  asks: false                       # it can’t ask its client anything\n'
          : '',
        stimulus.recalls === false
          ? '  recalls: false                    # it can’t tell what became of an earlier run\n'
          : '',
      ].join('');
    case 'fixed':
      return `  duration: { argument: ${stimulus.duration.argument}, unit: ${stimulus.duration.unit} }
  steps: { argument: ${stimulus.steps.argument} }
  # args: {}                        # other arguments that the tool needs
`;
  }
}
