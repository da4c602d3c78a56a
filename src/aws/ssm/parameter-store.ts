import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { SecretValue } from '../../app/ports/secret-value.ts';
import type { ParameterStore } from '../../app/ports/ssm.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';

export const ssmParameters = (client: Client): ParameterStore => ({
  async read(name) {
    const { Parameter } = await ask(client, new GetParameterCommand({ Name: name, WithDecryption: true }));
    const { Type, Value } = expected(Parameter, 'ssm:GetParameter', 'Parameter');
    return {
      type: expected(Type, 'ssm:GetParameter', 'Type'),
      value: new SecretValue(expected(Value, 'ssm:GetParameter', 'Value')),
    };
  },
});
