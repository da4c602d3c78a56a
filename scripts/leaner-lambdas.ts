import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { OnLoadResult, Plugin } from 'esbuild';

/** Leaves out of a bundle what a function can never need. What is left is the packages' own code. */
export const leaner: Plugin = {
  name: 'leaner',
  setup: (build) => {
    const { resolve } = createRequire(import.meta.url);
    const stub = (filter: RegExp, contents: string): void => {
      build.onResolve({ filter }, ({ path }) => ({
        path,
        namespace: 'stub',
        pluginData: contents,
        sideEffects: false,
      }));
    };
    stub(/^@aws-sdk\/credential-provider(-node|s)$/, ENVIRONMENT_ONLY);
    stub(/^source-map(-js)?$/, 'module.exports = {};');
    stub(/^@smithy\/core\/event-streams$/, NO_EVENT_STREAMS);
    // Pages are taken apart and looked into, and never written by this one.
    stub(/^dom-serializer$/, NO_SERIALIZER);
    stub(/^bowser$/, 'export default undefined;');
    build.onLoad({ filter: /.*/, namespace: 'stub' }, ({ pluginData }) => ({
      contents: pluginData,
      resolveDir: dirname(resolve('@aws-sdk/client-sts')),
    }));
    build.onLoad({ filter: /@aws-sdk[/\\].*[/\\]package\.json$/ }, async ({ path }) =>
      versionOnly(await readFile(path, 'utf8')),
    );
    build.onLoad({ filter: /@aws-sdk[/\\].*[/\\]schemas_\d+\.js$/ }, async ({ path }) => {
      const source = plainKeys(await readFile(path, 'utf8'));
      return { contents: path.includes('client-cloudtrail') ? withoutErrors(source) : source };
    });
    build.onLoad(
      { filter: /zod[/\\]v4[/\\]core[/\\](to-json-schema|json-schema-processors)\.js$/ },
      async ({ path }) => ({
        contents: withoutWork(await readFile(path, 'utf8')),
      }),
    );
  },
};

/** Lambda puts the execution role's credentials into the environment: no profile, no SSO, no metadata service. */
const ENVIRONMENT_ONLY =
  "export { fromEnv as defaultProvider, fromEnv as fromNodeProviderChain } from '@aws-sdk/credential-provider-env';";

/** Of what keyturn asks for, nothing is answered in a stream of events. */
const NO_EVENT_STREAMS = `
export const eventStreamSerdeProvider = () => ({});
export const resolveEventStreamSerdeConfig = (config) => config;
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are not in this bundle');
  }
}`;

const NO_SERIALIZER = "exports.default = () => { throw new Error('no page is written by dom-serializer'); };";

/** The SDK's clients carry their whole package.json, and read the version for their user agent. */
const versionOnly = (text: string): OnLoadResult => {
  const { name, version } = JSON.parse(text) as { readonly name: string; readonly version: string };
  return { contents: JSON.stringify({ name, version }), loader: 'json' };
};

/**
 * Schemas name their traits by constants: `{ [_h]: ["GET", ...] }`. To a bundler a computed key may run code, so that
 * it keeps the schemas of all operations; with the constant's own text in its place it drops those that no command
 * names.
 */
const plainKeys = (source: string): string => {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, value]) => [name, value]),
  );
  return source.replace(/\[(_\w+)\]:/g, (key, name) => (constants.has(name) ? `${constants.get(name)}:` : key));
};

/**
 * CloudTrail has 80 classes of errors. Without them the SDK answers with its base class, under the name and with the
 * message that came over the wire, which is all that is looked at.
 */
const withoutErrors = (source: string): string => source.replace(/^n0_registry\.registerError\(.*\);$/gm, '');

/** Nothing here makes JSON schemas of zod's; each function is there, and says so if it is called. */
const withoutWork = (source: string): string =>
  [...source.matchAll(/^export (?:function|const) (\w+)/gm)]
    .map(([, name]) => `export const ${name} = () => () => { throw new Error('${name} is not in this bundle'); };`)
    .join('\n');
