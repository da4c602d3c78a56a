variable "package_path" {
  description = "Folder that `npm run package` wrote, or that the npm package brings as dist/asa-iam-rotation. Null: that of the package that this module lies in."
  type        = string
  default     = null
}

variable "bucket_name" {
  description = "Bucket of the package, in the primary account and Region. Null: keyturn-ACCOUNT-REGION."
  type        = string
  default     = null
}

variable "create_bucket" {
  description = "True: this module makes the bucket. False: it is there, keeps versions and refuses requests without TLS."
  type        = bool
  default     = true
  nullable    = false
}

variable "management_account" {
  description = "True: the management account gets its role too. False: it is no part of any run. Null: true for a deployment to the whole organization, false for one to OUs."
  type        = bool
  default     = null
}

variable "stack_names" {
  description = "Names of the stacks and the StackSet: those by which `keyturn deploy --status` finds them."
  type = object({
    members    = optional(string, "keyturn-members")
    management = optional(string, "keyturn-management-account")
    list_role  = optional(string, "keyturn-list-accounts-role")
    main       = optional(string, "keyturn")
  })
  default  = {}
  nullable = false
}

variable "roll_out" {
  description = "How the StackSet goes through the accounts, in percent of them: at a time, and how many may refuse before it stops. Everywhere at once, and one that refuses keeps no other waiting, by default."
  type = object({
    at_a_time  = optional(number, 100)
    may_refuse = optional(number, 100)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.roll_out.at_a_time >= 1 && var.roll_out.at_a_time <= 100 && var.roll_out.may_refuse >= 0 && var.roll_out.may_refuse <= 100
    error_message = "Give percentages: at_a_time from 1 to 100, may_refuse from 0 to 100."
  }
}
