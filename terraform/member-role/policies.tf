# Written from the templates by `npm run terraform`: change infra/ instead.

locals {
  has_kms_key                 = !(var.kms_key_arn == "")
  has_operators               = !(join(",", var.operator_principal_arns) == "")
  has_external_id             = !(var.external_id == "")
  has_permissions_boundary    = !(var.permissions_boundary_arn == "")
  each_account_has_a_boundary = !(var.permissions_boundary_arn == join("", split("*", var.permissions_boundary_arn)))

  trust_policy = {
    Version = "2012-10-17"
    Statement = [for item in [
      {
        Effect = "Allow"
        Action = [
          "sts:AssumeRole",
        ]
        Principal = {
          AWS = "arn:${local.partition}:iam::${var.primary_account_id}:root"
        }
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = jsondecode(local.has_operators ? jsonencode(split(",", join(",", ["arn:${local.partition}:iam::${var.primary_account_id}:role/${var.execution_role_name}", join(",", var.operator_principal_arns)]))) : jsonencode("arn:${local.partition}:iam::${var.primary_account_id}:role/${var.execution_role_name}"))
          }
          StringEquals = { for name, value in {
            "aws:PrincipalOrgID" = var.aws_org_id
            "sts:ExternalId"     = jsondecode(local.has_external_id ? jsonencode(var.external_id) : jsonencode(null))
          } : name => value if value != null }
        }
      },
      jsondecode(local.has_operators ? jsonencode({
        Sid    = "CarryWhoItIs"
        Effect = "Allow"
        Action = [
          "sts:SetSourceIdentity",
          "sts:TagSession",
        ]
        Principal = {
          AWS = "arn:${local.partition}:iam::${var.primary_account_id}:root"
        }
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = var.operator_principal_arns
          }
          StringEquals = {
            "aws:PrincipalOrgID" = var.aws_org_id
          }
        }
      }) : jsonencode(null)),
    ] : item if item != null]
  }

  role_description = "keyturn: inspects and rotates the access keys of the IAM users of this account; can read no secret"

  permissions_boundary = jsondecode(local.has_permissions_boundary ? jsonencode(join("", [split("*", var.permissions_boundary_arn)[0], jsondecode(local.each_account_has_a_boundary ? jsonencode(local.account_id) : jsonencode("")), split("*", join("", [var.permissions_boundary_arn, "*"]))[1]])) : jsonencode(null))

  role_policy_name = "rotate-access-keys"

  role_policy = {
    Version = "2012-10-17"
    Statement = [for item in [
      {
        Sid    = "SeeWhoIsDue"
        Effect = "Allow"
        Action = [
          "iam:GenerateCredentialReport",
          "iam:GetCredentialReport",
          "iam:ListUsers",
          "secretsmanager:ListSecrets",
          "cloudtrail:LookupEvents",
        ]
        Resource = "*"
      },
      {
        Sid    = "SeeRegionsOfSecrets"
        Effect = "Allow"
        Action = [
          "account:ListRegions",
        ]
        Resource = "arn:${local.partition}:account::${local.account_id}:account"
      },
      {
        Sid    = "SeeWhoIsExempt"
        Effect = "Allow"
        Action = [
          "iam:GetGroup",
        ]
        Resource = [
          "arn:${local.partition}:iam::${local.account_id}:group/${var.iam_exemption_group}",
          "arn:${local.partition}:iam::${local.account_id}:group/*/${var.iam_exemption_group}",
        ]
      },
      {
        Sid    = "LookAtUsers"
        Effect = "Allow"
        Action = [
          "iam:GetAccessKeyLastUsed",
          "iam:GetUser",
          "iam:ListAccessKeys",
          "iam:ListAttachedUserPolicies",
        ]
        Resource = "arn:${local.partition}:iam::${local.account_id}:user/*"
      },
      {
        Sid    = "RotateKeys"
        Effect = "Allow"
        Action = [
          "iam:CreateAccessKey",
          "iam:DeleteAccessKey",
          "iam:UpdateAccessKey",
        ]
        Resource = "arn:${local.partition}:iam::${local.account_id}:user${var.user_path}*"
      },
      {
        Sid    = "LetUsersReadTheirOwnSecret"
        Effect = "Allow"
        Action = [
          "iam:AttachUserPolicy",
        ]
        Resource = "arn:${local.partition}:iam::${local.account_id}:user${var.user_path}*"
        Condition = {
          ArnEquals = {
            "iam:PolicyARN" = "arn:${local.partition}:iam::${local.account_id}:policy/keyturn-read-own-access-key"
          }
        }
      },
      {
        Sid    = "SeeWhatUsersAreGiven"
        Effect = "Allow"
        Action = [
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
        ]
        Resource = "arn:${local.partition}:iam::${local.account_id}:policy/keyturn-read-own-access-key"
      },
      {
        Sid    = "ScheduleDeletionOfSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:DeleteSecret",
        ]
        Resource = [
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey",
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????",
        ]
        Condition = {
          BoolIfExists = {
            "secretsmanager:ForceDeleteWithoutRecovery" = "false"
          }
          NumericGreaterThanEqualsIfExists = {
            "secretsmanager:RecoveryWindowInDays" = "7"
          }
        }
      },
      {
        Sid    = "CreateSecretsOfUsers"
        Effect = "Allow"
        Action = [
          "secretsmanager:CreateSecret",
        ]
        Resource = [
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey",
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????",
        ]
        Condition = {
          Null = {
            "aws:RequestTag/keyturn:user-id" = "false"
          }
        }
      },
      {
        Sid    = "TagSecretsOfUsers"
        Effect = "Allow"
        Action = [
          "secretsmanager:TagResource",
          "secretsmanager:UntagResource",
        ]
        Resource = [
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey",
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????",
        ]
        Condition = {
          "ForAllValues:StringLike" = {
            "aws:TagKeys" = "keyturn:*"
          }
        }
      },
      {
        Sid    = "KeepSecretsOfUsers"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:ListSecretVersionIds",
          "secretsmanager:PutSecretValue",
          "secretsmanager:RestoreSecret",
          "secretsmanager:UpdateSecretVersionStage",
          "secretsmanager:ValidateResourcePolicy",
        ]
        Resource = [
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey",
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????",
        ]
      },
      {
        Sid    = "LetUsersReadSecrets"
        Effect = "Allow"
        Action = [
          "secretsmanager:PutResourcePolicy",
        ]
        Resource = [
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey",
          "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????",
        ]
        Condition = {
          Bool = {
            "secretsmanager:BlockPublicPolicy" = "true"
          }
        }
      },
      jsondecode(local.has_kms_key ? jsonencode({
        Sid    = "UseKmsKeyOfSecrets"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
          "kms:GenerateDataKey",
        ]
        Resource = var.kms_key_arn
        Condition = {
          StringLike = {
            "kms:ViaService" = "secretsmanager.*.${local.dns_suffix}"
          }
        }
      }) : jsonencode(null)),
      {
        Sid    = "NeverReadSecrets"
        Effect = "Deny"
        Action = [
          "secretsmanager:GetSecretValue",
          "secretsmanager:BatchGetSecretValue",
        ]
        Resource = "*"
      },
    ] : item if item != null]
  }

  role_name = var.iam_role_name

  tags = {
    "keyturn:part" = "management-account"
  }

  read_policy_description = "keyturn: lets an IAM user read the secret that holds the own access key"

  read_policy_name = "keyturn-read-own-access-key"

  read_policy = {
    Version = "2012-10-17"
    Statement = [for item in [
      {
        Sid    = "ReadOwnAccessKey"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
        ]
        Resource = "arn:${local.partition}:secretsmanager:*:${local.account_id}:secret:Account_${local.account_id}_User_$${aws:username}_AccessKey-??????"
      },
      jsondecode(local.has_kms_key ? jsonencode({
        Sid    = "DecryptOwnAccessKey"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
        ]
        Resource = var.kms_key_arn
        Condition = {
          StringLike = {
            "kms:ViaService" = "secretsmanager.*.${local.dns_suffix}"
          }
        }
      }) : jsonencode(null)),
      {
        Sid    = "ReadOwnAccessKeyInPrimaryAccount"
        Effect = "Allow"
        Action = [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
        ]
        Resource = "arn:${local.partition}:secretsmanager:*:${var.primary_account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????"
        Condition = {
          StringEquals = {
            "aws:ResourceTag/keyturn:user-id" = "$${aws:userid}"
          }
        }
      },
      {
        Sid    = "DecryptOwnAccessKeyInPrimaryAccount"
        Effect = "Allow"
        Action = [
          "kms:Decrypt",
        ]
        Resource = "arn:${local.partition}:kms:*:${var.primary_account_id}:key/*"
        Condition = {
          StringLike = {
            "kms:ViaService"                  = "secretsmanager.*.${local.dns_suffix}"
            "kms:EncryptionContext:SecretARN" = "arn:${local.partition}:secretsmanager:*:${var.primary_account_id}:secret:Account_${local.account_id}_User_*_AccessKey-??????"
          }
        }
      },
    ] : item if item != null]
  }

  exemption_group = var.iam_exemption_group
}
