import type { StimulusSpec } from './stimulus-spec.ts';

/** A target file, with a word on each thing that may be in it. */
export function formatTarget(url: string, stimulus: StimulusSpec): string {
  return `# A server to be held to the streaming contract: fake-stata contract --target THIS-FILE
url: ${JSON.stringify(url)}
# command: node server.js           # starts the server, and stops it afterwards
# headers: { Authorization: Bearer … }
# protocolVersion: "2025-11-25"     # what the client asks for
# granularity: 2s                   # how late the server says that it may be
stimulus:                           # how to make it talk
  kind: ${stimulus.kind}
  tool: ${JSON.stringify(stimulus.tool)}
${linesOf(stimulus)}`;
}

function linesOf(stimulus: StimulusSpec): string {
  switch (stimulus.kind) {
    case 'stata':
      return `  argument: ${JSON.stringify(stimulus.argument)}    # takes Stata code
  # folder: /tmp/shared             # when the argument takes the path of a do-file
  # args: {}                        # other arguments that the tool needs
`;
    case 'stream_probe':
      return '';
    case 'fixed':
      return `  duration: { argument: ${stimulus.duration.argument}, unit: ${stimulus.duration.unit} }
  steps: { argument: ${stimulus.steps.argument} }
  # args: {}                        # other arguments that the tool needs
`;
  }
}
