import type { RuleId } from '../../../src/contract/terms/rule-id.ts';

/** A program before a server, with some settings, and the rules that it breaks. */
export interface ProxySetting {
  readonly program: 'nginx' | 'haproxy' | 'caddy' | 'envoy' | 'toxiproxy-server';
  /** What is set, for people. */
  readonly about: string;
  /** Its configuration; in it `LISTEN` and `SERVER` stand for two ports of 127.0.0.1. */
  readonly configuration: string;
  /** What Toxiproxy does to all that the server sends; it is told so over HTTP. */
  readonly toxic?: Toxic;
  readonly breaks: readonly RuleId[];
  /** Whether even what is told in seconds takes a minute of it. */
  readonly isSlow?: true;
  /** What it breaks now and then, as the outputs happen to fall. */
  readonly mayBreak?: readonly RuleId[];
}

/** A fault as Toxiproxy's interface has it. */
export interface Toxic {
  readonly type: string;
  readonly attributes: Readonly<Record<string, number>>;
}

const HTTP_1_0 = 'proxy_http_version 1.0; proxy_set_header Connection close;';
const HTTP_1_1 = 'proxy_http_version 1.1; proxy_set_header Connection "";';
const IGNORED = 'proxy_ignore_headers X-Accel-Buffering;';
const LARGE = 'proxy_buffer_size 64k; proxy_buffers 8 64k; proxy_busy_buffers_size 128k;';
const GZIP = 'gzip on; gzip_types text/event-stream; gzip_min_length 0; gzip_proxied any;';

const COMPRESSOR = `
          - name: envoy.filters.http.compressor
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.compressor.v3.Compressor
              response_direction_config: { common_config: { content_type: [text/event-stream] } }
              compressor_library:
                name: gzip
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.compression.gzip.compressor.v3.Gzip`;

/** One that does nothing to anything until it is told to. */
export const TOXIPROXY = {
  program: 'toxiproxy-server',
  configuration:
    '[{ "name": "server", "listen": "127.0.0.1:LISTEN", "upstream": "127.0.0.1:SERVER", "enabled": true }]',
} as const;

/** From what should be set to what shouldn't be; found by running each of them. */
export const PROXY_SETTINGS: readonly ProxySetting[] = [
  nginx('`proxy_buffering off`, HTTP/1.1 to the server', `${HTTP_1_1} proxy_buffering off;`, []),
  nginx('HTTP/1.0 to the server; `X-Accel-Buffering: no` is heeded', HTTP_1_0, []),
  nginx(
    'HTTP/1.1, `X-Accel-Buffering` ignored, buffers of 64k',
    `${HTTP_1_1} ${IGNORED} ${LARGE}`,
    ['G01'],
  ),
  {
    ...nginx('HTTP/1.0, `X-Accel-Buffering` ignored, buffers of 4k', `${HTTP_1_0} ${IGNORED}`, [
      ...(['G01', 'Z02', 'Z04', 'Z05'] as const),
    ]),
    mayBreak: ['Z03'],
  },
  nginx(
    'HTTP/1.0, `X-Accel-Buffering` ignored, buffers of 64k',
    `${HTTP_1_0} ${IGNORED} ${LARGE}`,
    ['G01', 'Z02', 'Z03', 'Z04', 'Z05'],
  ),
  nginx('gzip for event streams; `X-Accel-Buffering: no` is heeded', `${HTTP_1_1} ${GZIP}`, []),
  nginx('gzip for event streams, `X-Accel-Buffering` ignored', `${HTTP_1_1} ${GZIP} ${IGNORED}`, [
    ...(['G01', 'Z06'] as const),
  ]),
  nginx(
    '`proxy_read_timeout 5s`, while the server is silent for 10 s',
    `${HTTP_1_1} proxy_buffering off; proxy_read_timeout 5s;`,
    ['Z05'],
  ),
  haproxy('`option http-no-delay`', '60s', 'option http-no-delay', []),
  {
    ...haproxy('its defaults: up to 0.2 s it waits for more to send', '60s', '', ['Z02']),
    mayBreak: ['Z03'],
  },
  haproxy(
    '`option http-no-delay`, `compression algo gzip` for event streams',
    '60s',
    'option http-no-delay\n  compression algo gzip\n  compression type text/event-stream',
    [],
  ),
  haproxy(
    '`timeout server 5s`, while the server is silent for 10 s',
    '5s',
    'option http-no-delay',
    ['Z05'],
  ),
  caddy('`reverse_proxy` and nothing else', 'reverse_proxy 127.0.0.1:SERVER', []),
  caddy('`encode gzip`', 'encode gzip\n  reverse_proxy 127.0.0.1:SERVER', []),
  caddy(
    '`flush_interval 1s`, which is not for event streams',
    'reverse_proxy 127.0.0.1:SERVER {\n    flush_interval 1s\n  }',
    [],
  ),
  envoy('its defaults, of which `timeout: 15s` ends each response', '', '', ['Z05']),
  envoy('`timeout: 0s`', 'timeout: 0s', '', []),
  envoy(
    '`timeout: 0s`, `idle_timeout: 5s`, while the server is silent for 10 s',
    'timeout: 0s, idle_timeout: 5s',
    '',
    ['Z05'],
  ),
  envoy('`timeout: 0s`, gzip for event streams', 'timeout: 0s', COMPRESSOR, []),
  { ...toxic('`latency` of 500 ms', 'latency', { latency: 500 }, ['Z04']), isSlow: true },
  toxic(
    '`slicer`: pieces of 32 bytes, 2 ms apart',
    'slicer',
    { average_size: 32, size_variation: 16, delay: 2000 },
    [],
  ),
  toxic('`slow_close` by 2 s', 'slow_close', { delay: 2000 }, []),
  {
    ...toxic('`bandwidth` of 1 KB a second', 'bandwidth', { rate: 1 }, ['Z02', 'Z14', 'Z15']),
    isSlow: true,
    mayBreak: ['Z04'],
  },
  {
    ...toxic('`limit_data` to 4 KB a connection', 'limit_data', { bytes: 4096 }, ['Z15']),
    mayBreak: ['Z02', 'Z03', 'Z14'],
  },
];

/** A row of the table, of what stands before a server or happens to it. */
type Row = Pick<ProxySetting, 'about' | 'breaks' | 'mayBreak'> & { readonly program: string };

/** A table in Markdown: each setting, and the rules that it breaks, in brackets those that it may break. */
export function formatProxyTable(settings: readonly Row[]): string {
  const rows = settings.map(({ program, about, breaks, mayBreak = [] }) => {
    const ids = [...breaks, ...mayBreak.map((id) => `(${id})`)].join(' ');
    return `| ${program} | ${about} | ${ids} |\n`;
  });
  return `| program | with | breaks |\n| --- | --- | --- |\n${rows.join('')}`;
}

function nginx(about: string, settings: string, breaks: readonly RuleId[]): ProxySetting {
  const configuration = `daemon off; error_log stderr crit; pid nginx.pid;
events {}
http {
  access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:LISTEN;
    location / { proxy_pass http://127.0.0.1:SERVER; ${settings} }
  }
}
`;
  return { program: 'nginx', about, configuration, breaks };
}

function haproxy(
  about: string,
  serverTimeout: string,
  more: string,
  breaks: readonly RuleId[],
): ProxySetting {
  const configuration = `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server ${serverTimeout}
listen proxy
  bind 127.0.0.1:LISTEN
  ${more}
  server server 127.0.0.1:SERVER
`;
  return { program: 'haproxy', about, configuration, breaks };
}

function caddy(about: string, site: string, breaks: readonly RuleId[]): ProxySetting {
  const configuration = `{
  admin off
  auto_https off
}
http://127.0.0.1:LISTEN {
  ${site}
}
`;
  return { program: 'caddy', about, configuration, breaks };
}

function envoy(
  about: string,
  route: string,
  filters: string,
  breaks: readonly RuleId[],
): ProxySetting {
  const configuration = `static_resources:
  listeners:
  - address: { socket_address: { address: 127.0.0.1, port_value: LISTEN } }
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: proxy
          route_config:
            virtual_hosts:
            - name: server
              domains: ["*"]
              routes: [{ match: { prefix: / }, route: { cluster: server, ${route} } }]
          http_filters:${filters}
          - name: envoy.filters.http.router
            typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router }
  clusters:
  - name: server
    type: STATIC
    load_assignment:
      cluster_name: server
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: SERVER } } } }] }]
`;
  return { program: 'envoy', about, configuration, breaks };
}

function toxic(
  about: string,
  type: string,
  attributes: Toxic['attributes'],
  breaks: readonly RuleId[],
): ProxySetting {
  return {
    ...TOXIPROXY,
    about,
    toxic: { type, attributes },
    breaks,
  };
}
