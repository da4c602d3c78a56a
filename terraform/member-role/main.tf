# What an account needs in which keys are rotated, without CloudFormation: names and policies are in policies.tf.

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  partition  = data.aws_partition.this.partition
  dns_suffix = data.aws_partition.this.dns_suffix
}

resource "aws_iam_role" "member" {
  name                 = local.role_name
  description          = local.role_description
  assume_role_policy   = jsonencode(local.trust_policy)
  permissions_boundary = local.permissions_boundary
  tags                 = local.tags

  lifecycle {
    # The policy of each secret names this role as its writer: under another name nobody could keep the secrets.
    prevent_destroy = true
  }
}

resource "aws_iam_role_policy" "member" {
  name   = local.role_policy_name
  role   = aws_iam_role.member.name
  policy = jsonencode(local.role_policy)
}

resource "aws_iam_policy" "read_own_access_key" {
  name        = local.read_policy_name
  description = local.read_policy_description
  policy      = jsonencode(local.read_policy)

  lifecycle {
    # Users read their secrets by it.
    prevent_destroy = true
  }
}

resource "aws_iam_group" "exempt" {
  name = local.exemption_group

  lifecycle {
    # An account without it is not touched at all, and its members would be rotated once it is made anew.
    prevent_destroy = true
  }
}
