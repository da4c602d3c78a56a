import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';

/** The functions read nothing of the bucket of the code but mail templates, and those from here. */
export const bucketOfTemplates = (stack: Stack): string => {
  const own = Fn.ref('TemplateBucketName');
  if (stack.node.tryFindChild('HasTemplateBucket') === undefined)
    new CfnCondition(stack, 'HasTemplateBucket', { expression: Fn.conditionNot(Fn.conditionEquals(own, '')) });
  return Fn.conditionIf('HasTemplateBucket', own, Fn.ref('S3BucketName')).toString();
};

/** Of every log group. Nothing: CloudWatch Logs encrypts by a key of its own. */
export const keyOfLogs = (stack: Stack): string => {
  if (stack.node.tryFindChild('HasLogKmsKey') === undefined)
    new CfnCondition(stack, 'HasLogKmsKey', {
      expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref('LogKmsKeyArn'), '')),
    });
  return Fn.conditionIf('HasLogKmsKey', Fn.ref('LogKmsKeyArn'), Fn.ref('AWS::NoValue')).toString();
};
