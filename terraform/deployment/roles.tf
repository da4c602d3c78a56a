# Roles come before the functions that assume them.

resource "aws_cloudformation_stack" "list_role" {
  provider = aws.organization

  name          = var.stack_names.list_role
  template_body = file("${local.package}/${local.template_files.list_role}")
  parameters    = local.list_role_parameters
  capabilities  = ["CAPABILITY_NAMED_IAM"]

  lifecycle {
    precondition {
      condition     = contains([local.management_account_id, local.primary_account_id], local.list_account_id)
      error_message = "aws.organization must be the management account, or the primary account where that is a delegated administrator for StackSets."
    }
  }
}

resource "aws_cloudformation_stack_set" "members" {
  provider = aws.organization

  name             = var.stack_names.members
  template_body    = file("${local.package}/${local.template_files.members}")
  parameters       = local.member_parameters
  capabilities     = ["CAPABILITY_NAMED_IAM"]
  permission_model = "SERVICE_MANAGED"
  call_as          = local.call_as

  auto_deployment {
    enabled                          = true
    retain_stacks_on_account_removal = false
  }

  operation_preferences {
    max_concurrent_percentage    = var.roll_out.at_a_time
    failure_tolerance_percentage = var.roll_out.may_refuse
  }

  lifecycle {
    # A StackSet that is made anew, as for another name, takes the role from every account first.
    prevent_destroy = true
    # AWS fills it in: https://github.com/hashicorp/terraform-provider-aws/issues/23464
    ignore_changes = [administration_role_arn]
  }
}

# One for each OU: another OU in the list leaves the accounts of the others alone. One Region: IAM is global.
resource "aws_cloudformation_stack_set_instance" "members" {
  provider = aws.organization
  for_each = local.targets

  stack_set_name = aws_cloudformation_stack_set.members.name
  call_as        = local.call_as

  deployment_targets {
    organizational_unit_ids = [each.key]
  }

  operation_preferences {
    max_concurrent_percentage    = var.roll_out.at_a_time
    failure_tolerance_percentage = var.roll_out.may_refuse
  }

  lifecycle {
    # An instance that goes takes the role from its accounts; one that is made anew, as after an import, does so first.
    prevent_destroy = true
  }
}

resource "aws_cloudformation_stack" "management_account" {
  provider = aws.management
  count    = local.has_management_account ? 1 : 0

  name          = var.stack_names.management
  template_body = file("${local.package}/${local.template_files.management}")
  parameters    = local.member_parameters
  capabilities  = ["CAPABILITY_NAMED_IAM"]

  lifecycle {
    precondition {
      condition     = data.aws_caller_identity.management.account_id == local.management_account_id
      error_message = "aws.management is not the management account. Give its provider, or management_account = false to leave that account out of all runs."
    }
  }
}
