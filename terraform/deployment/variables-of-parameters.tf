# Written from the templates by `npm run terraform`: change infra/ instead.

variable "s3_bucket_prefix" {
  description = "The folder in the bucket above those three."
  type        = string
  default     = "asa/asa-iam-rotation"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_!*'()-][A-Za-z0-9_!.*'()/-]*[A-Za-z0-9_!.*'()-]$", var.s3_bucket_prefix))
    error_message = "Give a prefix without / at its ends."
  }
}

variable "template_bucket_name" {
  description = "Optional: another bucket of this organization for the folder template, below the same prefix, so that who writes mails has no way to the code. Empty: the bucket above."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])?$", var.template_bucket_name))
    error_message = "Give the name of an S3 bucket, or nothing."
  }
}

variable "dry_run_flag" {
  description = "True: nothing is changed, and mails say what would be done. False: keys are rotated."
  type        = bool
  default     = true
  nullable    = false
}

variable "admin_email_address" {
  description = "Sender of every mail, and receiver of summaries and alarms. The address or its domain must be a verified identity of SES in this Region."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+$", var.admin_email_address))
    error_message = "Give one email address such as security@example.com."
  }
}

variable "resource_owner_tag" {
  description = "Optional: key of the tag of an IAM user that names its owner's address. Empty: the account's address is told."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([^,;]{1,128})?$", var.resource_owner_tag))
    error_message = "Give the key of a tag, or nothing."
  }
}

variable "owner_domains" {
  description = "Optional: mail domains that an owner's address may be in. Empty: that of the administrators' address."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^(([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+(,([A-Za-z0-9-]+[.])+[A-Za-z0-9-]+)*)?$", join(",", var.owner_domains)))
    error_message = "Give domains, or nothing."
  }
}

variable "smtp_host" {
  description = "Optional: host of the SMTP server that sends the mails, over TLS, such as email-smtp.eu-central-1.amazonaws.com. Empty: SES sends them, by its API, whatever the three parameters below say."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([A-Za-z0-9-]+[.])*[A-Za-z0-9-]+)?$", var.smtp_host))
    error_message = "Give the name of a host, without a port, or nothing."
  }
}

variable "smtp_port" {
  description = "TLS from the start on 465 and 2465; on any other, STARTTLS, without which nothing is sent."
  type        = number
  default     = 587
  nullable    = false

  validation {
    condition     = var.smtp_port >= 1 && var.smtp_port <= 65535 && floor(var.smtp_port) == var.smtp_port
    error_message = "Give a whole number from 1 to 65535."
  }
}

variable "smtp_user_param_name" {
  description = "Name of the parameter of SSM Parameter Store, in this account and Region, that holds the user."
  type        = string
  default     = "/iam-key-rotation/smtp/user"
  nullable    = false

  validation {
    condition     = can(regex("^((/[A-Za-z0-9_.-]+)+|[A-Za-z0-9_.-]+)$", var.smtp_user_param_name))
    error_message = "Give the name of a parameter of SSM Parameter Store such as /iam-key-rotation/smtp/user."
  }
}

variable "smtp_password_param_name" {
  description = "The same for the password, which must be a SecureString."
  type        = string
  default     = "/iam-key-rotation/smtp/password"
  nullable    = false

  validation {
    condition     = can(regex("^((/[A-Za-z0-9_.-]+)+|[A-Za-z0-9_.-]+)$", var.smtp_password_param_name))
    error_message = "Give the name of a parameter of SSM Parameter Store such as /iam-key-rotation/smtp/user."
  }
}

variable "email_template_enforce" {
  description = "A file in the folder template. Where it cannot be used, the built-in template is, and the summary says so."
  type        = string
  default     = "iam-auto-key-rotation-enforcement.html"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_!.*'()-]+$", var.email_template_enforce))
    error_message = "Give the name of a file in the folder template/ below the prefix."
  }
}

variable "email_template_audit" {
  description = "A file in the folder template, as above."
  type        = string
  default     = "iam-auto-key-rotation-enforcement.html"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_!.*'()-]+$", var.email_template_audit))
    error_message = "Give the name of a file in the folder template/ below the prefix."
  }
}

variable "org_list_role" {
  description = "Name of the role that lists the accounts."
  type        = string
  default     = "asa-iam-key-rotation-list-accounts-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.org_list_role))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "organizational_unit_ids" {
  description = "Optional: the OUs that the StackSet is deployed to; keyturn works the accounts below them. Empty: the whole organization."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}(,ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})*)?$", join(",", var.organizational_unit_ids)))
    error_message = "Give ids of organizational units, or nothing."
  }
}

variable "iam_role_name" {
  description = "Name of the role that keyturn assumes in each account, as given to the StackSet."
  type        = string
  default     = "asa-iam-key-rotation-lambda-assumed-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.iam_role_name))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "execution_role_name" {
  description = "Name of the role of the rotation function, as given to the StackSet."
  type        = string
  default     = "asa-iam-key-rotation-lambda-execution-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.execution_role_name))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "inventory_execution_role_name" {
  description = "Name of the role of the inventory function, as given to the stack of the list role."
  type        = string
  default     = "asa-iam-key-rotation-account-inventory-lambda-execution-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.inventory_execution_role_name))
    error_message = "Give a role name (no ARN, no path)."
  }
}

variable "external_id" {
  description = "Optional: the word without which nobody can assume the member role, as given to the StackSet. Empty: none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9_+=,.@:/-]{2,200})?$", var.external_id))
    error_message = "Give a word of 2 to 200 letters, digits and +=,.@:/_-, or nothing."
  }
}

variable "user_path" {
  description = "IAM path of the users who are looked after, as /applications/. Users elsewhere are left alone. /: all users."
  type        = string
  default     = "/"
  nullable    = false

  validation {
    condition     = can(regex("^/([A-Za-z0-9_+=,.@-]+/)*$", var.user_path))
    error_message = "Give a path that begins and ends with /, such as /applications/."
  }
}

variable "only_tag" {
  description = "Optional: tag of the users who are looked after, as keyturn:rotate or rotate=yes. Users without it are left alone. Empty: all users."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([^,;=]{1,128}(=[^,;]{0,256})?)?$", var.only_tag))
    error_message = "Give the key of a tag, or key=value, or nothing."
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

variable "iam_exemption_group" {
  description = "Name of the IAM group whose members are left alone. An account without that group is not touched at all."
  type        = string
  default     = "IAMKeyRotationExemptionGroup"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,128}$", var.iam_exemption_group))
    error_message = "Give a group name (no ARN, no path)."
  }
}

variable "exempt_accounts" {
  description = "Optional: ids of accounts that are not part of any run, such as the management account where its stack is not deployed. Empty: none."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^([0-9]{12}(,[0-9]{12})*)?$", join(",", var.exempt_accounts)))
    error_message = "Give account ids of twelve digits, or nothing."
  }
}

variable "exemptions" {
  description = "Optional: a list in JSON, with the fields of exemptions in keyturn.yaml. A group in it must be IAMExemptionGroup; so it can be given an end. Empty: none."
  type        = list(map(string))
  default     = []
  nullable    = false

  validation {
    condition     = length(jsonencode(var.exemptions)) <= 1502
    error_message = "Give a list that is 1,500 characters of JSON at most."
  }
}

variable "rotation_period" {
  description = "Age at which an active key gets a successor."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.rotation_period >= 1 && var.rotation_period <= 3650 && floor(var.rotation_period) == var.rotation_period
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "inactive_buffer" {
  description = "From \"new key ready and its owner told\" to the deactivation of the old key."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.inactive_buffer >= 1 && var.inactive_buffer <= 3650 && floor(var.inactive_buffer) == var.inactive_buffer
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "recovery_grace_period" {
  description = "From deactivation to deletion: so long a key can be brought back."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.recovery_grace_period >= 1 && var.recovery_grace_period <= 3650 && floor(var.recovery_grace_period) == var.recovery_grace_period
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "pending_action_warn_period" {
  description = "Lead time of warnings and announcements."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.pending_action_warn_period >= 1 && var.pending_action_warn_period <= 3650 && floor(var.pending_action_warn_period) == var.pending_action_warn_period
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "quiet_period" {
  description = "A key that was used within so many days is in use."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.quiet_period >= 1 && var.quiet_period <= 3650 && floor(var.quiet_period) == var.quiet_period
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "idle_period" {
  description = "A key unused for so many days may be retired by TwoKeyPolicy."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.idle_period >= 1 && var.idle_period <= 3650 && floor(var.idle_period) == var.idle_period
    error_message = "Give a whole number from 1 to 3650."
  }
}

variable "retirement" {
  description = "when-quiet: never deactivated; the owner is warned, then the administrators. on-schedule: deactivated to the day."
  type        = string
  default     = "when-quiet"
  nullable    = false

  validation {
    condition     = contains(["when-quiet", "on-schedule"], var.retirement)
    error_message = "Give one of when-quiet, on-schedule."
  }
}

variable "two_key_policy" {
  description = "retire-idle: the idle one is announced, deactivated, later deleted. report: people are told. Two keys in use are always only reported."
  type        = string
  default     = "retire-idle"
  nullable    = false

  validation {
    condition     = contains(["retire-idle", "report"], var.two_key_policy)
    error_message = "Give one of retire-idle, report."
  }
}

variable "inactive_key_policy" {
  description = "delete-when-blocking: deleted, announced before, where a successor needs the slot. report: never. delete: always."
  type        = string
  default     = "delete-when-blocking"
  nullable    = false

  validation {
    condition     = contains(["delete-when-blocking", "report", "delete"], var.inactive_key_policy)
    error_message = "Give one of delete-when-blocking, report, delete."
  }
}

variable "unused_key_policy" {
  description = "rotate: like any other. retire: announced, deactivated, later deleted, without a successor."
  type        = string
  default     = "rotate"
  nullable    = false

  validation {
    condition     = contains(["rotate", "retire"], var.unused_key_policy)
    error_message = "Give one of rotate, retire."
  }
}

variable "dateless_key_policy" {
  description = "ask: where nothing shows that AWS records the uses of its user, the key stays and a person is asked. quiet: it counts as unused."
  type        = string
  default     = "ask"
  nullable    = false

  validation {
    condition     = contains(["ask", "quiet"], var.dateless_key_policy)
    error_message = "Give one of ask, quiet."
  }
}

variable "max_retirements_per_day" {
  description = "So many keys of an account may be deactivated or deleted a day, or the share below, if that is more."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.max_retirements_per_day >= 0 && var.max_retirements_per_day <= 1000000 && floor(var.max_retirements_per_day) == var.max_retirements_per_day
    error_message = "Give a whole number from 0 to 1000000."
  }
}

variable "max_retirement_percent_per_day" {
  description = "Share of an account's keys that may be deactivated or deleted a day."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.max_retirement_percent_per_day >= 0 && var.max_retirement_percent_per_day <= 100 && floor(var.max_retirement_percent_per_day) == var.max_retirement_percent_per_day
    error_message = "Give a whole number from 0 to 100."
  }
}

variable "max_organization_retirements_per_day" {
  description = "The same for the whole organization."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.max_organization_retirements_per_day >= 0 && var.max_organization_retirements_per_day <= 1000000 && floor(var.max_organization_retirements_per_day) == var.max_organization_retirements_per_day
    error_message = "Give a whole number from 0 to 1000000."
  }
}

variable "max_organization_retirement_percent_per_day" {
  description = "The same for the whole organization."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_organization_retirement_percent_per_day >= 0 && var.max_organization_retirement_percent_per_day <= 100 && floor(var.max_organization_retirement_percent_per_day) == var.max_organization_retirement_percent_per_day
    error_message = "Give a whole number from 0 to 100."
  }
}

variable "max_rotations_per_run" {
  description = "Optional: so many users get a new key in one run; the rest waits for the next. Empty: no limit."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.max_rotations_per_run == null ? true : var.max_rotations_per_run >= 1 && var.max_rotations_per_run <= 1000000 && floor(var.max_rotations_per_run) == var.max_rotations_per_run
    error_message = "Give a whole number from 1 to 1000000, or nothing."
  }
}

variable "max_rotations_per_account" {
  description = "Optional: the same for one account. Empty: no limit."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.max_rotations_per_account == null ? true : var.max_rotations_per_account >= 1 && var.max_rotations_per_account <= 1000000 && floor(var.max_rotations_per_account) == var.max_rotations_per_account
    error_message = "Give a whole number from 1 to 1000000, or nothing."
  }
}

variable "breaker_keys" {
  description = "Where more than this would be retired in an account in a day, and more than the share below, nothing is."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.breaker_keys >= 0 && var.breaker_keys <= 1000000 && floor(var.breaker_keys) == var.breaker_keys
    error_message = "Give a whole number from 0 to 1000000."
  }
}

variable "breaker_percent" {
  description = "Share of an account's keys, as above."
  type        = number
  default     = 50
  nullable    = false

  validation {
    condition     = var.breaker_percent >= 0 && var.breaker_percent <= 100 && floor(var.breaker_percent) == var.breaker_percent
    error_message = "Give a whole number from 0 to 100."
  }
}

variable "central_role_name" {
  description = "Name of the role of this account that writes the secrets where all are here."
  type        = string
  default     = "asa-iam-key-rotation-central-secrets-role"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.central_role_name))
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

variable "grant" {
  description = "policy-and-resource: by a policy attached to the user, and by the secret's own. resource-policy: by the secret's own alone."
  type        = string
  default     = "policy-and-resource"
  nullable    = false

  validation {
    condition     = contains(["policy-and-resource", "resource-policy"], var.grant)
    error_message = "Give one of policy-and-resource, resource-policy."
  }
}

variable "secret_region" {
  description = "Optional: another Region than this one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(([a-z]+-)+[0-9]+)?$", var.secret_region))
    error_message = "Give the code of a Region such as eu-central-1, or nothing."
  }
}

variable "regions" {
  description = "Optional: Regions that may hold secrets of this installation; an account without one here is looked into there. Empty: all that are on in an account."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^([a-z]{2}(-[a-z]+)+-[0-9](,[a-z]{2}(-[a-z]+)+-[0-9])*)?$", join(",", var.regions)))
    error_message = "Give Regions, or nothing."
  }
}

variable "smtp_regions" {
  description = "Optional: Regions for which an SES SMTP user's secret holds a password. Empty: the secret's own."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^([a-z]{2}(-[a-z]+)+-[0-9](,[a-z]{2}(-[a-z]+)+-[0-9])*)?$", join(",", var.smtp_regions)))
    error_message = "Give Regions, or nothing."
  }
}

variable "secret_writers" {
  description = "Optional: patterns such as role/ops/keyturn-operator or user/ops/*, of each account, or whole ARNs. The policy of each secret denies every change to all others but the member role, the root user and the role keyturn-break-glass."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^((arn:aws[a-z-]*:iam::([0-9]{12}|[*]):)?(role|user)/[A-Za-z0-9_+=.@*?/-]+(,(arn:aws[a-z-]*:iam::([0-9]{12}|[*]):)?(role|user)/[A-Za-z0-9_+=.@*?/-]+)*)?$", join(",", var.secret_writers)))
    error_message = "Give role/ or user/ with path and name, or ARNs of roles and users, or nothing."
  }
}

variable "secret_readers" {
  description = "Optional: such as ci@/machines/=role/deploy/runner: a name, the account id or path of the users who may choose it by their tag keyturn:reader, and the role that then reads their secrets. Empty: nobody but the user reads a secret."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9_.-]+@([0-9]{12}|/([A-Za-z0-9_.-]+/)*)=(arn:aws[a-z-]*:iam::[0-9]{12}:)?role/[A-Za-z0-9_+=.@/-]+(,[A-Za-z0-9_.-]+@([0-9]{12}|/([A-Za-z0-9_.-]+/)*)=(arn:aws[a-z-]*:iam::[0-9]{12}:)?role/[A-Za-z0-9_+=.@/-]+)*)?$", join(",", var.secret_readers)))
    error_message = "Give name@account=role or name@/path/=role, or nothing."
  }
}

variable "kms_key" {
  description = "Optional: id, alias or ARN of the KMS key of new secrets. Its ARN must be given to the StackSet too, as KmsKeyArn. Empty: each account's own key for Secrets Manager; where all secrets are in this account, a key that this stack makes."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)/[A-Za-z0-9/_-]+|alias/[A-Za-z0-9/_-]+|[0-9a-z-]{32,40})?$", var.kms_key))
    error_message = "Give the id, alias (alias/...) or ARN of a KMS key, or nothing."
  }
}

variable "adopt" {
  description = "true: take over secrets of our name that keyturn did not make, such as those of the AWS sample."
  type        = bool
  default     = false
  nullable    = false
}

variable "deployment_name" {
  description = "Secrets of another installation are left alone. Changing it makes keyturn leave its own secrets alone."
  type        = string
  default     = "keyturn"
  nullable    = false

  validation {
    condition     = can(regex("^[\\w.@-]{1,64}$", var.deployment_name))
    error_message = "Give a name of up to 64 letters, digits and .@_-."
  }
}

variable "schedule" {
  description = "When keyturn runs, in UTC: at least once a day, or an alarm is raised. More often does no harm. A rate(...) begins at once, when the stack is made."
  type        = string
  default     = "cron(0 5 * * ? *)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate[(](1 day|1 hour|([2-9]|1[0-9]|2[0-4]) hours)[)]|cron[(].+[)])$", var.schedule))
    error_message = "Give cron(0 5 * * ? *), another cron(...) that fires daily or oftener, or a rate of up to 24 hours."
  }
}

variable "max_concurrency" {
  description = "How many functions visit accounts at the same time, each up to ten accounts at once."
  type        = number
  default     = 25
  nullable    = false

  validation {
    condition     = var.max_concurrency >= 1 && var.max_concurrency <= 100 && floor(var.max_concurrency) == var.max_concurrency
    error_message = "Give a whole number from 1 to 100."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the functions are kept."
  type        = number
  default     = 180
  nullable    = false

  validation {
    condition     = contains(["30", "60", "90", "120", "150", "180", "365", "400", "545", "731", "1096", "1827", "2557", "3653"], tostring(var.log_retention_days))
    error_message = "Give one of 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2557, 3653."
  }
}

variable "log_kms_key_arn" {
  description = "Optional: ARN of a KMS key in this Region under which the logs are kept. Its key policy must let CloudWatch Logs use it. Empty: CloudWatch Logs has its own."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.log_kms_key_arn))
    error_message = "Give the ARN of a KMS key (not of an alias), or nothing."
  }
}

variable "run_lambda_in_vpc" {
  description = "True: the functions run in the subnets below, and reach AWS from there. False: outside of VPCs."
  type        = bool
  default     = false
  nullable    = false
}

variable "vpc_id" {
  description = "The VPC of the functions. Used with RunLambdaInVPC True alone."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(vpc-[0-9a-f]{8,17})?$", var.vpc_id))
    error_message = "Give the id of a VPC, as vpc-0a1b2c3d4e5f60718, or nothing."
  }
}

variable "vpc_cidr" {
  description = "What VpcEgress vpc opens: the range that has the endpoints, as 10.0.0.0/16. Used with it alone."
  type        = string
  default     = "0.0.0.0/0"
  nullable    = false

  validation {
    condition     = can(regex("^([0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2})?$", var.vpc_cidr))
    error_message = "Give a CIDR range as 10.0.0.0/16, or nothing."
  }
}

variable "subnet_id" {
  description = "Private subnets of that VPC: one, or better two in different Availability Zones. Used with RunLambdaInVPC True alone."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = can(regex("^(subnet-[0-9a-f]{8,17}(,subnet-[0-9a-f]{8,17}){0,15})?$", join(",", var.subnet_id)))
    error_message = "Give up to 16 ids of subnets, or nothing."
  }
}

variable "vpc_egress" {
  description = "anywhere: port 443 of every address, as calls need that leave the VPC by a NAT. vpc: port 443 of VpcCidr and of S3PrefixListId, and nothing else."
  type        = string
  default     = "anywhere"
  nullable    = false

  validation {
    condition     = contains(["anywhere", "vpc"], var.vpc_egress)
    error_message = "Give one of anywhere, vpc."
  }
}

variable "s3_prefix_list_id" {
  description = "With VpcEgress vpc: id of the prefix list of S3 in this Region, where S3 is reached by a gateway endpoint. Empty: by an interface endpoint in VpcCidr."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(pl-[0-9a-f]{8,17})?$", var.s3_prefix_list_id))
    error_message = "Give the id of a prefix list, as pl-0a1b2c3d, or nothing."
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
