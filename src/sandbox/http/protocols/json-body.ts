import { JsonCodec2 } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';

/** JSON bodies by schema; times are seconds since the epoch unless the schema says otherwise. */
export interface JsonBody {
  read(schema: NormalizedSchema, body: Uint8Array): Promise<unknown>;
  write(schema: NormalizedSchema, value: unknown): string;
}

export const jsonBody = (settings: { readonly jsonName: boolean; readonly httpBindings: boolean }): JsonBody => {
  const codec = new JsonCodec2({ ...settings, timestampFormat: { useTrait: true, default: 7 } });
  return {
    read: async (schema, body) => codec.createDeserializer().read(schema, new TextDecoder().decode(body)),
    write: (schema, value) => {
      const serializer = codec.createSerializer();
      serializer.write(schema, value);
      return new TextDecoder().decode(serializer.flush());
    },
  };
};
