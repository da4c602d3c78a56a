import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import type { Protocol } from './protocol.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';
import type { ProtocolName } from './service-model.ts';

export const protocols: Record<ProtocolName, Protocol> = {
  awsQuery,
  awsJson,
  restJson1: restJson,
  restXml,
};
