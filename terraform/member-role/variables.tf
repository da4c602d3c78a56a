# Written from the templates by `npm run terraform`: change infra/ instead.

variable "primary_account_id" {
  description = "Id of the account where the main stack of keyturn runs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}$", var.primary_account_id))
    error_message = "Give an account id of twelve digits."
  }
}

variable "aws_org_id" {
  description = "Id of the AWS Organization: nobody outside it can assume the role."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.aws_org_id))
    error_message = "Give an organization id such as o-a1b2c3d4e5."
  }
}

variable "execution_role_name" {
  description = "Name of the rotation function's role in the primary account."
  type        = string
  default     = "asa-iam-key-rotation-lambda-execution-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.execution_role_name))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "operator_principal_arns" {
  description = "Optional: ARNs of roles or users of the primary account, who may assume this role too, as for keyturn apply from a terminal. Empty: nobody else."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for item in var.operator_principal_arns : can(regex("^(arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9_+=,.@/-]+)?$", item))])
    error_message = "Give ARNs of roles or users in full, without * or ?, or nothing."
  }
}

variable "external_id" {
  description = "Optional: a word that keyturn says when it assumes the role, and without which nobody can. The main stack must be given the same, as must keyturn.yaml for keyturn apply (externalId). Empty: none is asked for."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9_+=,.@:/-]{2,200})?$", var.external_id))
    error_message = "Give a word of 2 to 200 letters, digits and +=,.@:/_-, or nothing."
  }
}

variable "iam_role_name" {
  description = "Name of the role that keyturn assumes in this account. The main stack must be given the same."
  type        = string
  default     = "asa-iam-key-rotation-lambda-assumed-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.iam_role_name))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "user_path" {
  description = "IAM path of the users whose keys the role may change, as /applications/. Users elsewhere are looked at and left alone. The main stack must be given the same. /: all users."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/([A-Za-z0-9_+=,.@-]+/)*$", var.user_path))
    error_message = "Give a path that begins and ends with /, such as /applications/."
  }
}

variable "iam_exemption_group" {
  description = "Name of the IAM group whose members keyturn leaves alone. The main stack must be given the same."
  type        = string
  default     = "IAMKeyRotationExemptionGroup"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,128}$", var.iam_exemption_group))
    error_message = "Give a group name (no ARN, no path)."
  }
}

variable "permissions_boundary_arn" {
  description = "Optional: ARN of the policy that bounds what each role of this stack may do; it must allow what the role's own policy does. arn:aws:iam::*:policy/NAME: the policy of that name in whatever account the role is. Empty: none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:iam::([0-9]{12}|aws|[*]):policy/[A-Za-z0-9_+=,.@/-]+)?$", var.permissions_boundary_arn))
    error_message = "Give the ARN of a policy, with * for the account where each account has one of its own, or nothing."
  }
}

variable "kms_key_arn" {
  description = "Optional: ARN of the KMS key that the main stack's KmsKey names. Its key policy must allow this account too. Empty: the account's own key for Secrets Manager."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key (not of an alias), or nothing."
  }
}
