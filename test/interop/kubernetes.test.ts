import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { KUBERNETES_VALIDATE } from './python/venv.ts';

const FOLDER = fileURLToPath(new URL('../../docker/kubernetes/', import.meta.url));
const DOCKERFILE = await readFile(new URL('../../docker/Dockerfile', import.meta.url), 'utf8');
const FILES = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml')).sort();
const RESOURCES = FILES.filter((file) => file !== 'kustomization.yaml');

const HAS_VALIDATOR = existsSync(KUBERNETES_VALIDATE);
const why = HAS_VALIDATOR ? '' : ' (skipped: run npm run test:interop, which installs it)';

describe('the Kubernetes manifests', () => {
  it.skipIf(!HAS_VALIDATOR).each(RESOURCES)(
    `%s is as Kubernetes’ schema wants it${why}`,
    async (file) => {
      const args = ['--strict', '--quiet', `${FOLDER}${file}`];
      await promisify(execFile)(KUBERNETES_VALIDATE, args);
    },
  );

  it('are all applied by the kustomization', async () => {
    const [kustomization] = await documentsOf('kustomization.yaml');
    expect(kustomization.resources.toSorted()).toEqual(RESOURCES);
    expect(kustomization.images[0].name).toBe('fake-stata');
  });

  it('run the image as its Dockerfile has it', async () => {
    const [deployment, service] = await documentsOf('fake-stata.yaml');
    const [server] = deployment.spec.template.spec.containers;
    expect(DOCKERFILE).toMatch(/^USER 1000$/m);
    expect(DOCKERFILE).toContain(`EXPOSE ${server.ports[0].containerPort}\n`);
    expect(server.args[0]).toBe('serve');
    expect(server.command).toBeUndefined();
    expect(service.spec.ports[0].targetPort).toBe(server.ports[0].name);
  });

  it('give no container more than it needs', async () => {
    for (const file of RESOURCES) {
      for (const { kind, spec } of await documentsOf(file)) {
        if (kind !== 'Deployment') continue;
        const pod = spec.template.spec;
        expect(pod.securityContext).toMatchObject({ runAsNonRoot: true });
        for (const { securityContext, readinessProbe, livenessProbe } of pod.containers) {
          expect(securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          expect(readinessProbe).toBeDefined();
          expect(livenessProbe).toBeDefined();
        }
      }
    }
  });

  it('call each other by names that there are', async () => {
    const [deployment, service] = await documentsOf('fake-stata.yaml');
    const [, redis] = await documentsOf('redis.yaml');
    const [ingress] = await documentsOf('ingress.yaml');
    const [rule] = ingress.spec.rules;
    const { args } = deployment.spec.template.spec.containers[0];
    expect(args).toContain(`--redis=redis://${redis.metadata.name}:${redis.spec.ports[0].port}`);
    expect(args).toContain(`--allow-host=${rule.host},${service.metadata.name}`);
    expect(rule.http.paths[0].backend.service.name).toBe(service.metadata.name);
  });
});

async function documentsOf(file: string) {
  const documents = parseAllDocuments(await readFile(`${FOLDER}${file}`, 'utf8'));
  return [...documents].map((document) => document.toJS());
}
