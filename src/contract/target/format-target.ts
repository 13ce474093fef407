import type { Guess } from '../stimulus/guess-stimulus.ts';
import type { StimulusSpec } from '../stimulus/stimulus-spec.ts';
import { DEFAULT_PROTOCOL_VERSION } from '../terms/protocol-version.ts';
import type { Target } from '../terms/target.ts';

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

/** A target file for an endpoint without MCP, which has no schema to be asked for. */
export function formatLinesTarget(url: string, argument: string, folder?: string): string {
  return `# An endpoint to be held to the streaming contract: fake-stata contract --target THIS-FILE
url: ${JSON.stringify(url)}
# command: node server.js           # starts the server, and stops it afterwards
# headers: { Authorization: Bearer … }    # or --header
# granularity: 2s                   # how late the server says that it may be
lines:                              # no MCP: each event of the stream is a line or several
  method: GET                       # the arguments are the query; POST: a JSON object
  # session: session_id             # the argument for the session; without it all calls share one
  # failure: "ERROR: "              # what is in a line that says that a run has failed
stimulus:                           # how to make it talk
  kind: stata
${argumentOf(argument, folder)}
  # args: {}                        # other arguments that it needs
`;
}

function argumentOf(argument: string, folder: string | undefined): string {
  const given = JSON.stringify(argument);
  return folder === undefined
    ? `  argument: ${given}             # takes Stata code
  # folder: /tmp/shared             # when the argument takes the path of a do-file`
    : `  argument: ${given}             # takes the path of a do-file
  folder: ${JSON.stringify(folder)}                    # where do-files are written: both sides see it`;
}

function linesOf(stimulus: StimulusSpec): string {
  switch (stimulus.kind) {
    case 'stata':
      return `${argumentOf(stimulus.argument, stimulus.folder)}
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
