"""moto's server, with what it does otherwise than AWS put right where a deployment meets it.

    moto_mended.py -H 127.0.0.1 -p 5000

- A bucket policy with a condition is no refusal of everything.
- A StackSet reaches every account below its targets, however deep, and never the management account.
- A KMS key of a stack has the tags of the template.
- AWS::NoValue takes an item out of a list.
- Instances are deleted by OU, too; and a StackSet's update reaches them.
- A parameter that is a list is shown as it was given, with commas.
- A StackSet shows its capabilities and its automatic deployment as they were asked for.
- ListSecretVersionIds tells when a version was made, and on which day it was last read: moto says now of both.
"""

import json
import time

from moto.cloudformation import models, parsing
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.kms.models import KmsBackend
from moto.s3.models import FakeBucket
from moto.secretsmanager.models import SecretsManagerBackend
from moto.server import main

permission = FakeBucket.get_permission


def without_conditions(self, action, resource):
    whole = self.policy
    if whole is not None:
        policy = json.loads(whole)
        policy["Statement"] = [each for each in policy["Statement"] if "Condition" not in each]
        self.policy = json.dumps(policy).encode()
    try:
        return permission(self, action, resource)
    finally:
        self.policy = whole


def accounts_below(organization, targets):
    units = list(targets)
    for unit in units:
        units += [each.id for each in organization.ou if each.parent_id == unit]
    return [each.id for each in organization.accounts if each.parent_id in units and each.id != organization.account_id]


create = models.StackInstances.create_instances


def create_instances(self, accounts, regions, parameters, deployment_targets, permission_model):
    below = accounts_below(self.org_backend, deployment_targets.get("OrganizationalUnitIds", []))
    return create(self, [*accounts, *below], regions, parameters, {}, permission_model)


delete = models.CloudFormationBackend.delete_stack_instances


def delete_stack_instances(self):
    backend, name = self.cloudformation_backend, self._get_param("StackSetName")
    targets = self._get_params().get("DeploymentTargets", {}).get("OrganizationalUnitIds", [])
    organization = backend.describe_stack_set(name).instances.org_backend
    accounts = [*self._get_param("Accounts", []), *accounts_below(organization, targets)]
    stack_set = delete(backend, name, accounts, self._get_param("Regions", []))
    return ActionResult({"OperationId": stack_set.operations[-1]["OperationId"]})


update = models.StackSet.update


def update_everywhere(self, **changes):
    operation = update(self, **changes)
    self.instances.template = self.template
    for instance in self.stack_instances:
        instance.stack.update(self.template, parameters=self.parameters)
    return operation


shown = models.Stack.parameter_list.fget


def with_commas(self):
    return [
        {**each, "ParameterValue": ",".join(each["ParameterValue"])} if isinstance(each["ParameterValue"], list) else each
        for each in shown(self)
    ]


create_set = CloudFormationResponse.create_stack_set


def create_set_as_asked(self):
    answer = create_set(self)
    made = self.cloudformation_backend.describe_stack_set(self._get_param("StackSetName"))
    made.capabilities = self._get_param("Capabilities", [])
    made.auto_deployment = self._get_param("AutoDeployment")
    return answer


clean = parsing.clean_json


def without_nothing(value, resources):
    cleaned = clean(value, resources)
    return [each for each in cleaned if each is not None] if isinstance(cleaned, list) else cleaned


parsing.clean_json = without_nothing
create_key = KmsBackend.create_key


def create_tagged_key(self, *given, tags=None, **named):
    spelled = [{"TagKey": each.get("Key", each.get("TagKey")), "TagValue": each.get("Value", each.get("TagValue"))} for each in tags or []]
    return create_key(self, *given, tags=spelled, **named)


read = SecretsManagerBackend.get_secret_value
list_versions = SecretsManagerBackend.list_secret_version_ids
DAY = 86_400


def read_and_noted(self, secret_id, *given, **named):
    answer = read(self, secret_id, *given, **named)
    self.secrets[secret_id].versions[answer["VersionId"]]["last_read"] = int(time.time()) // DAY * DAY
    return answer


def list_versions_with_dates(self, secret_id):
    answer = json.loads(list_versions(self, secret_id))
    for each in answer["Versions"]:
        version = self.secrets[secret_id].versions[each["VersionId"]]
        each["CreatedDate"] = version["createdate"]
        del each["LastAccessedDate"]
        if "last_read" in version:
            each["LastAccessedDate"] = version["last_read"]
    return json.dumps(answer)


SecretsManagerBackend.get_secret_value = read_and_noted
SecretsManagerBackend.list_secret_version_ids = list_versions_with_dates
KmsBackend.create_key = create_tagged_key
FakeBucket.get_permission = without_conditions
models.StackInstances.create_instances = create_instances
models.Stack.parameter_list = property(with_commas)
models.StackSet.update = update_everywhere
CloudFormationResponse.create_stack_set = create_set_as_asked
CloudFormationResponse.delete_stack_instances = delete_stack_instances

main()
