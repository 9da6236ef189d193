import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretFileOf, secretSettings, settingNames } from '@subjectline/bus';
import { serviceNames, type ServiceName } from '@subjectline/contracts';
import * as keda from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { settingsTypes } from '@subjectline/standalone/settings';
import * as apps from 'kubernetes-models/apps/v1';
import * as autoscaling from 'kubernetes-models/autoscaling/v2';
import * as batch from 'kubernetes-models/batch/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { natsUsers, passwordVariable } from '../nats-conf/text';
import { manifestsIn, watched, type Manifest } from './manifests';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: { readonly key: string; readonly optional?: boolean } };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env: readonly Variable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: object;
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
  readonly resources: { readonly requests: object; readonly limits: object };
}
interface PodSpec {
  readonly enableServiceLinks?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly [Container];
  readonly volumes?: readonly {
    readonly name: string;
    readonly secret?: { readonly items: readonly { readonly key: string; readonly path: string }[] };
  }[];
}
interface Workload extends Manifest {
  readonly spec: { readonly replicas?: number; readonly template: { readonly spec: PodSpec } };
}
interface Composed {
  readonly image: string;
  readonly secrets?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly stop_grace_period?: string;
}

const root = join(__dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = manifestsIn(join(root, 'deploy', 'kubernetes'));
const all = [...files.values()].flat();
const composed = (
  parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Composed> }
).services;
const kustomization = parse(read('deploy/kustomization.yaml')) as {
  resources: string[];
  images: { name: string }[];
  configMapGenerator: { name: string; files: string[] }[];
};

type Model = { readonly prototype: { readonly validate: (this: unknown) => void } };

/** By the version of their API. */
const models = {
  v1: core,
  'apps/v1': apps,
  'autoscaling/v2': autoscaling,
  'batch/v1': batch,
  'policy/v1': policy,
  'keda.sh/v1alpha1': keda,
} as unknown as Record<string, Record<string, Model>>;

function modelOf({ apiVersion, kind }: Manifest): Model {
  const model = models[apiVersion]?.[kind];
  if (!model) throw new Error(`${apiVersion} has no ${kind}`);
  return model;
}

function problemsOf(manifest: Manifest): string[] {
  const { value, unread } = watched(manifest);
  const { prototype } = modelOf(manifest);
  try {
    // not of an instance: its constructor would read every field
    prototype.validate.call(value);
  } catch (error) {
    return [(error as Error).message];
  }
  return unread();
}

function workload(name: string): Workload {
  const kinds = ['Deployment', 'StatefulSet', 'Job'];
  const found = all.find(({ kind, metadata }) => kinds.includes(kind) && metadata.name === name);
  if (!found) throw new Error(`there is no workload ${name}`);
  return found as Workload;
}

const podOf = (name: string): PodSpec => workload(name).spec.template.spec;
const containerOf = (name: string): Container => podOf(name).containers[0];
const valueOf = (name: string, variable: string): string | undefined =>
  containerOf(name).env.find((one) => one.name === variable)?.value;
const settings = (all.find(({ kind }) => kind === 'ConfigMap') as { data?: object } | undefined)?.data ?? {};
const mountedIn = (name: string) => podOf(name).volumes?.flatMap(({ secret }) => secret?.items ?? []) ?? [];

describe('a manifest', () => {
  test.each(all.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]))(
    '%s fits the schema of Kubernetes',
    (_name, manifest) => {
      expect(problemsOf(manifest)).toEqual([]);
    },
  );

  test('with a field that is misspelled, missing or of another type is refused', () => {
    const spoilt = (change: (text: string) => string): string[] =>
      problemsOf(JSON.parse(change(JSON.stringify(workload('dispatch')))) as Manifest);
    expect(spoilt((text) => text.replace('"periodSeconds"', '"periodSecond"'))).toEqual([
      '/spec/template/spec/containers/0/startupProbe/periodSecond is not known',
    ]);
    expect(spoilt((text) => text.replace('"replicas":2', '"replicas":"two"'))).not.toEqual([]);
    expect(spoilt((text) => text.replace('"selector"', '"selectors"'))).not.toEqual([]);
  });

  test('is listed in kustomization.yaml, with every image and the configuration of NATS', () => {
    const listed = [...files.keys()].filter((name) => name !== 'autoscaling.yaml');
    expect(kustomization.resources.toSorted()).toEqual(listed.map((name) => `kubernetes/${name}`).toSorted());
    expect(kustomization.images.map(({ name }) => name).toSorted()).toEqual(
      serviceNames.map((name) => `subjectline-${name}`).toSorted(),
    );
    expect(kustomization.configMapGenerator).toEqual([{ name: 'nats', files: ['nats.conf'] }]);
  });
});

describe.each(serviceNames)('the deployment of %s', (name: ServiceName) => {
  test('sets what its service reads and nothing else', () => {
    const known = settingNames(settingsTypes[name]);
    const readable = [...known, ...secretSettings.flatMap((one) => [one, secretFileOf(one)])];
    const names = containerOf(name).env.map((variable) => variable.name);
    expect(readable).toEqual(expect.arrayContaining(names));
    expect(new Set(names).size).toBe(names.length);
    for (const { name: variable, value, valueFrom } of containerOf(name).env) {
      const reference = valueFrom?.configMapKeyRef;
      if (reference && !reference.optional) expect(Object.keys(settings)).toContain(reference.key);
      expect([variable, typeof value === 'string' || valueFrom !== undefined]).toEqual([variable, true]);
    }
  });

  test('has the image, users, ports and modes of docker-compose.yml', () => {
    const compose = composed[name];
    expect(containerOf(name).image).toBe(compose?.image);
    for (const { name: variable, value } of containerOf(name).env) {
      if (value === undefined || variable.endsWith('_FILE') || variable === 'SUBJECTLINE_TRUST_LOOPBACK')
        continue;
      const given = String(compose?.environment?.[variable]).replace(/^\$\{\w+:-(.*)\}$/, '$1');
      expect([variable, value]).toEqual([variable, given]);
    }
  });

  test('mounts the secrets of docker-compose.yml, each where its setting says', () => {
    const mounted = mountedIn(name);
    expect(mounted.map(({ path }) => path).toSorted()).toEqual(composed[name]?.secrets?.toSorted());
    for (const { key, path } of mounted) expect(path).toBe(key.toLowerCase());
    const named = containerOf(name).env.flatMap(({ name: variable, value }) =>
      variable.endsWith('_FILE') ? [value ?? ''] : [],
    );
    expect(named.toSorted()).toEqual(
      mounted.map(({ path }) => `/run/secrets/subjectline/${path}`).toSorted(),
    );
  });

  test('is probed on its own port, and has room and time', () => {
    const { ports = [], resources, ...container } = containerOf(name);
    const health = name === 'gateway' ? 'SUBJECTLINE_PORT' : 'SUBJECTLINE_HEALTH_PORT';
    const [probed] = ports;
    expect(String(probed?.containerPort)).toBe(valueOf(name, health));
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      expect(JSON.stringify(probe)).toContain(`"port":"${probed?.name}"`);
    expect(ports).toContainEqual({
      name: 'metrics',
      containerPort: Number(valueOf(name, 'SUBJECTLINE_METRICS_PORT')),
    });
    expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
    expect(Object.keys(resources.limits)).toEqual(['memory']);
    const graceMs = Number.parseInt(composed[name]?.stop_grace_period ?? '30', 10);
    expect(podOf(name).terminationGracePeriodSeconds).toBe(graceMs);
    // or Kubernetes would set variables such as GATEWAY_PORT
    expect(podOf(name).enableServiceLinks).toBe(false);
  });

  test('has replicas, of which one may be away', () => {
    expect(workload(name).spec.replicas).toBe(2);
    const budget = all.find(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === name);
    expect(budget).toMatchObject({
      spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': name } } },
    });
  });
});

describe('the NATS of the cluster', () => {
  test('has the image of docker-compose.yml and a password for every user', () => {
    expect(containerOf('nats').image).toBe(composed['nats']?.image);
    const passwords = containerOf('nats').env.filter(({ name }) => name !== 'POD_NAME');
    expect(passwords).toEqual(
      natsUsers.map((user) => {
        const key = passwordVariable(user);
        return { name: key, valueFrom: { secretKeyRef: { name: 'subjectline', key } } };
      }),
    );
  });

  test('names every node, and streams are kept on all of them', () => {
    const { replicas = 0 } = workload('nats').spec;
    const nodes = Array.from({ length: replicas }, (_, index) => `nats://nats-${index}.nats-nodes:6222`);
    expect(containerOf('nats').args).toContain(`--routes=${nodes.join(',')}`);
    expect(valueOf('provision', 'NATS_REPLICAS')).toBe(String(replicas));
    expect(mountedIn('provision')).toEqual([
      { key: 'NATS_PROVISIONER_PASSWORD', path: 'nats_provisioner_password' },
    ]);
  });
});
