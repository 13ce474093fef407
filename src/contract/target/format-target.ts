import { type AnnotatedLine, annotatedYaml } from '../../scenario/annotated-yaml.ts';
import type { Guess } from '../stimulus/guess-stimulus.ts';
import type { StimulusSpec } from '../stimulus/stimulus-spec.ts';
import { DEFAULT_PROTOCOL_VERSION } from '../terms/protocol-version.ts';
import type { Target } from '../terms/target.ts';

const HEADING = 'to be held to the streaming contract: fake-stata contract --target THIS-FILE';
// Only a note: a file that was made from what a server says starts nothing.
const COMMAND = 'command: [node, server.js]   # starts the server, and stops it afterwards';
const HEADERS = 'headers: { Authorization: Bearer … }   # or --header';
const GRANULARITY = 'granularity: 2s   # how late the server says that it may be';

/** A target file, with a word on each thing that may be in it, and on each that is in doubt. */
export function formatTarget(
  { url, protocolVersion }: Pick<Target, 'url' | 'protocolVersion'>,
  { stimulus, doubt }: Guess,
): string {
  return annotatedYaml([
    `A server ${HEADING}`,
    { key: 'url', value: url },
    COMMAND,
    HEADERS,
    ...versionOf(protocolVersion),
    GRANULARITY,
    ...(doubt === null ? [] : [`In doubt: ${doubt}. Look at it before you believe a verdict.`]),
    'How to make it talk:',
    {
      key: 'stimulus',
      value: [
        { key: 'kind', value: stimulus.kind },
        { key: 'tool', value: stimulus.tool },
        ...linesOf(stimulus),
      ],
    },
  ]);
}

/** A target file for an endpoint without MCP, which has no schema to be asked for. */
export function formatLinesTarget(url: string, argument: string, folder?: string): string {
  return annotatedYaml([
    `An endpoint ${HEADING}`,
    { key: 'url', value: url },
    COMMAND,
    HEADERS,
    GRANULARITY,
    'No MCP: each event of the stream is a line or several.',
    {
      key: 'lines',
      value: [
        { key: 'method', value: 'GET', about: 'the arguments are the query; POST: a JSON object' },
        'session: session_id   # the argument for the session; without it all calls share one',
        'failure: "ERROR: "   # what is in a line that says that a run has failed',
      ],
    },
    'How to make it talk:',
    {
      key: 'stimulus',
      value: [
        { key: 'kind', value: 'stata' },
        ...argumentOf(argument, folder),
        'args: {}   # other arguments that it needs',
      ],
    },
  ]);
}

function versionOf(protocolVersion: Target['protocolVersion']): readonly AnnotatedLine[] {
  const about = 'what the client asks for';
  return protocolVersion === DEFAULT_PROTOCOL_VERSION
    ? [`protocolVersion: "${protocolVersion}"   # ${about}`]
    : [{ key: 'protocolVersion', value: protocolVersion, about }];
}

function argumentOf(argument: string, folder: string | undefined): readonly AnnotatedLine[] {
  return folder === undefined
    ? [
        { key: 'argument', value: argument, about: 'takes Stata code' },
        'folder: /tmp/shared   # when the argument takes the path of a do-file',
      ]
    : [
        { key: 'argument', value: argument, about: 'takes the path of a do-file' },
        { key: 'folder', value: folder, about: 'where do-files are written: both sides see it' },
      ];
}

const OTHER_ARGUMENTS = 'args: {}   # other arguments that the tool needs';

function linesOf(stimulus: StimulusSpec): readonly AnnotatedLine[] {
  switch (stimulus.kind) {
    case 'stata':
      return [...argumentOf(stimulus.argument, stimulus.folder), OTHER_ARGUMENTS];
    case 'stream_probe':
      return [
        ...unless(stimulus.asks, 'asks', 'it can’t ask its client anything'),
        ...unless(stimulus.recalls, 'recalls', 'it can’t tell what became of an earlier run'),
      ];
    case 'fixed':
      return [
        {
          key: 'duration',
          value: [
            { key: 'argument', value: stimulus.duration.argument },
            { key: 'unit', value: stimulus.duration.unit },
          ],
        },
        { key: 'steps', value: [{ key: 'argument', value: stimulus.steps.argument }] },
        OTHER_ARGUMENTS,
      ];
  }
}

function unless(can: boolean | undefined, key: string, about: string): readonly AnnotatedLine[] {
  return can === false ? [{ key, value: false, about }] : [];
}
