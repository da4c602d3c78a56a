# Where this is, and what follows from it: as `keyturn deploy` finds it out.

data "aws_caller_identity" "primary" {}

data "aws_region" "primary" {}

data "aws_partition" "primary" {}

data "aws_caller_identity" "organization" {
  provider = aws.organization
}

data "aws_caller_identity" "management" {
  provider = aws.management
}

data "aws_organizations_organization" "this" {
  provider = aws.organization
}

locals {
  primary_account_id    = data.aws_caller_identity.primary.account_id
  region                = data.aws_region.primary.id
  partition             = data.aws_partition.primary.partition
  dns_suffix            = data.aws_partition.primary.dns_suffix
  organization_id       = data.aws_organizations_organization.this.id
  management_account_id = data.aws_organizations_organization.this.master_account_id
  list_account_id       = data.aws_caller_identity.organization.account_id

  call_as = local.list_account_id == local.management_account_id ? "SELF" : "DELEGATED_ADMIN"

  # StackSets never reach the management account: it has a stack of its own, or is no part of any run.
  is_narrowed            = length(var.organizational_unit_ids) > 0
  has_management_account = var.management_account == null ? !local.is_narrowed : var.management_account
  exempt_accounts        = local.has_management_account ? [for id in var.exempt_accounts : id if id != local.management_account_id] : distinct(concat(var.exempt_accounts, [local.management_account_id]))

  targets = local.is_narrowed ? toset(var.organizational_unit_ids) : toset([data.aws_organizations_organization.this.roots[0].id])

  # Only an ARN says which key the members' role may use.
  kms_key_arn = var.kms_key_arn == "" && startswith(var.kms_key, "arn:") ? var.kms_key : var.kms_key_arn
}
