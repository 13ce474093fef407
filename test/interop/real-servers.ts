import { fileURLToPath } from 'node:url';
import type { TargetSpec } from '../../src/contract/target/target-spec.ts';
import type { ProtocolVersion } from '../../src/contract/terms/protocol-version.ts';
import { programOf, serverFile } from './node/install.ts';
import { PYTHON, PYTHON_PROXY, SERVERS_PYTHON } from './python/venv.ts';

/** A server that we did not write, at a version that is pinned, or what stands before one. */
export interface RealServer {
  /** What it is called in the README. */
  readonly name: string;
  /** Starts it. A second port is free for whatever it needs behind it. */
  readonly command: (port: number, behind: number) => string;
  /** Default: `stream_probe`. */
  readonly tool?: string;
  readonly protocolVersion?: ProtocolVersion;
}

const NODE = process.execPath;
const python = (file: string) => fileURLToPath(new URL(`python/${file}`, import.meta.url));

const fastapi = (mode: string) => (port: number) =>
  `exec ${SERVERS_PYTHON} ${python('fastapi_server.py')} ${port} ${mode}`;

const fastmcp = (interpreter: string, framework: string) => (port: number) =>
  `exec ${interpreter} ${python('fastmcp_server.py')} ${port} ${framework}`;

const sdk1 = (version: '1.24.3' | '1.29.0', mode: 'plain' | 'compressed') => (port: number) =>
  `exec ${NODE} ${serverFile('sdk-v1.js')} ${port} ${version} ${mode}`;

const sdk2 = (port: number) => `exec ${NODE} ${serverFile('sdk-v2.js')} ${port}`;

const STDIO = `${NODE} ${serverFile('stdio.js')}`;

const supergateway = (port: number, stdio: string) =>
  [
    `exec ${NODE} ${programOf('supergateway')} --port ${port} --logLevel none`,
    `--outputTransport streamableHttp --stateful --stdio "${stdio}"`,
  ].join(' ');

/** In the order of the README's table. */
export const REAL_SERVER_KEYS = [
  'fastapi-mcp, json',
  'fastapi-mcp',
  'option 1',
  'hardened',
  'pass-through',
  'mcp 1',
  'mcp 2',
  'fastmcp, python',
  'fastmcp, typescript',
  'everything',
  'sdk 1.24.3',
  'sdk 1.24.3, compressed',
  'sdk 1.29.0',
  'sdk 1.29.0, compressed',
  'sdk 2',
  'sdk 2, stateless',
  'mcp 2, stateless',
  'fastmcp, python, stateless',
  'mcp-proxy',
  'mcp-proxy, python',
  'supergateway, stateful',
  'mcp-remote',
] as const;

export type RealServerKey = (typeof REAL_SERVER_KEYS)[number];

/** Every server that is judged. */
export const REAL_SERVERS: Readonly<Record<RealServerKey, RealServer>> = {
  'fastapi-mcp, json': {
    name: 'fastapi-mcp 0.4.0 on mcp 1.18.0, as mounted by default (JSON)',
    command: fastapi('json'),
  },
  'fastapi-mcp': { name: 'fastapi-mcp 0.4.0, asked for event streams', command: fastapi('sse') },
  'option 1': { name: 'the same with Option 1 as printed', command: fastapi('option-1') },
  hardened: { name: 'the same with Option 1 hardened', command: fastapi('hardened') },
  'pass-through': {
    name: 'the same with an ASGI pass-through',
    command: fastapi('pass-through'),
  },
  'mcp 1': {
    name: 'Python SDK 1.18.0, FastMCP',
    command: fastmcp(SERVERS_PYTHON, 'mcp-1'),
  },
  'mcp 2': { name: 'Python SDK 2.3.0, MCPServer', command: fastmcp(PYTHON, 'mcp-2') },
  'fastmcp, python': { name: 'fastmcp 4.2.3 (Python)', command: fastmcp(PYTHON, 'fastmcp') },
  'fastmcp, typescript': {
    name: 'fastmcp 4.20.16 (TypeScript)',
    command: (port) => `exec ${NODE} ${serverFile('fastmcp.js')} ${port}`,
  },
  everything: {
    name: 'server-everything 2026.8.31',
    command: (port) =>
      `PORT=${port} exec ${NODE} ${programOf('mcp-server-everything')} streamableHttp`,
    tool: 'trigger-long-running-operation',
  },
  'sdk 1.24.3': { name: 'TypeScript SDK 1.24.3 on express', command: sdk1('1.24.3', 'plain') },
  'sdk 1.24.3, compressed': {
    name: 'TypeScript SDK 1.24.3 behind `compression()`',
    command: sdk1('1.24.3', 'compressed'),
  },
  'sdk 1.29.0': { name: 'TypeScript SDK 1.29.0 on express', command: sdk1('1.29.0', 'plain') },
  'sdk 1.29.0, compressed': {
    name: 'TypeScript SDK 1.29.0 behind `compression()`',
    command: sdk1('1.29.0', 'compressed'),
  },
  'sdk 2': { name: 'TypeScript SDK 2.4.0, asked for 2025-11-25', command: sdk2 },
  'sdk 2, stateless': {
    name: 'TypeScript SDK 2.4.0, asked for 2026-07-28',
    command: sdk2,
    protocolVersion: '2026-07-28',
  },
  'mcp 2, stateless': {
    name: 'Python SDK 2.3.0, MCPServer, asked for 2026-07-28',
    command: fastmcp(PYTHON, 'mcp-2'),
    protocolVersion: '2026-07-28',
  },
  'fastmcp, python, stateless': {
    name: 'fastmcp 4.2.3 (Python), asked for 2026-07-28',
    command: fastmcp(PYTHON, 'fastmcp'),
    protocolVersion: '2026-07-28',
  },
  'mcp-proxy': {
    name: 'mcp-proxy 6.7.19 (npm) before stdio',
    command: (port) =>
      `exec ${NODE} ${programOf('mcp-proxy')} --host 127.0.0.1 --port ${port} -- ${STDIO}`,
  },
  'mcp-proxy, python': {
    name: 'mcp-proxy 0.13.0 (PyPI) before stdio',
    command: (port) => `exec ${PYTHON_PROXY} --host 127.0.0.1 --port ${port} -- ${STDIO}`,
  },
  'supergateway, stateful': {
    name: 'supergateway 4.0.0 `--stateful` before stdio',
    command: (port) => supergateway(port, STDIO),
  },
  'mcp-remote': {
    name: 'mcp-remote 0.15.1 between supergateway `--stateful` and SDK 1.29.0',
    command: (port, behind) => {
      const remote = `${NODE} ${programOf('mcp-remote')} http://127.0.0.1:${behind}/mcp`;
      return `${sdk1('1.29.0', 'plain')(behind).slice(5)} & ${supergateway(port, remote)}`;
    },
  },
};

/** What the contract needs to know of one. */
export function targetSpec(server: RealServer, port: number, behind: number): TargetSpec {
  const { name, command, tool = 'stream_probe', protocolVersion } = server;
  return {
    name,
    url: `http://127.0.0.1:${port}/mcp`,
    command: { kind: 'shell', line: command(port, behind) },
    stimulus: { tool },
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
  };
}
