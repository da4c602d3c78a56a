# Written from the templates by `npm run terraform`: change infra/ instead.

locals {
  main_parameters = {
    S3BucketName                           = local.bucket_name
    S3BucketPrefix                         = var.s3_bucket_prefix
    TemplateBucketName                     = var.template_bucket_name
    InventoryCodeVersion                   = local.code_versions.InventoryCodeVersion
    RotationCodeVersion                    = local.code_versions.RotationCodeVersion
    NotifierCodeVersion                    = local.code_versions.NotifierCodeVersion
    DryRunFlag                             = var.dry_run_flag ? "True" : "False"
    AdminEmailAddress                      = var.admin_email_address
    ResourceOwnerTag                       = var.resource_owner_tag
    OwnerDomains                           = join(",", var.owner_domains)
    SMTPHost                               = var.smtp_host
    SMTPPort                               = tostring(var.smtp_port)
    SMTPUserParamName                      = var.smtp_user_param_name
    SMTPPasswordParamName                  = var.smtp_password_param_name
    EmailTemplateEnforce                   = var.email_template_enforce
    EmailTemplateAudit                     = var.email_template_audit
    AWSOrgID                               = local.organization_id
    OrgListAccount                         = local.list_account_id
    OrgListRole                            = var.org_list_role
    OrganizationalUnitIds                  = join(",", var.organizational_unit_ids)
    IAMRoleName                            = var.iam_role_name
    ExecutionRoleName                      = var.execution_role_name
    InventoryExecutionRoleName             = var.inventory_execution_role_name
    ExternalId                             = var.external_id
    UserPath                               = var.user_path
    OnlyTag                                = var.only_tag
    PermissionsBoundaryArn                 = var.permissions_boundary_arn
    IAMExemptionGroup                      = var.iam_exemption_group
    ExemptAccounts                         = join(",", local.exempt_accounts)
    Exemptions                             = length(var.exemptions) == 0 ? "" : jsonencode(var.exemptions)
    RotationPeriod                         = tostring(var.rotation_period)
    InactivePeriod                         = tostring(var.rotation_period + var.inactive_buffer)
    InactiveBuffer                         = tostring(var.inactive_buffer)
    RecoveryGracePeriod                    = tostring(var.recovery_grace_period)
    PendingActionWarnPeriod                = tostring(var.pending_action_warn_period)
    QuietPeriod                            = tostring(var.quiet_period)
    IdlePeriod                             = tostring(var.idle_period)
    Retirement                             = var.retirement
    TwoKeyPolicy                           = var.two_key_policy
    InactiveKeyPolicy                      = var.inactive_key_policy
    UnusedKeyPolicy                        = var.unused_key_policy
    DatelessKeyPolicy                      = var.dateless_key_policy
    MaxRetirementsPerDay                   = tostring(var.max_retirements_per_day)
    MaxRetirementPercentPerDay             = tostring(var.max_retirement_percent_per_day)
    MaxOrganizationRetirementsPerDay       = tostring(var.max_organization_retirements_per_day)
    MaxOrganizationRetirementPercentPerDay = tostring(var.max_organization_retirement_percent_per_day)
    MaxRotationsPerRun                     = var.max_rotations_per_run == null ? "" : tostring(var.max_rotations_per_run)
    MaxRotationsPerAccount                 = var.max_rotations_per_account == null ? "" : tostring(var.max_rotations_per_account)
    BreakerKeys                            = tostring(var.breaker_keys)
    BreakerPercent                         = tostring(var.breaker_percent)
    CentralRoleName                        = var.central_role_name
    OperatorPrincipalArns                  = join(",", var.operator_principal_arns)
    Grant                                  = var.grant
    SecretRegion                           = var.secret_region
    Regions                                = join(",", var.regions)
    SmtpRegions                            = join(",", var.smtp_regions)
    SecretWriters                          = join(",", var.secret_writers)
    SecretReaders                          = join(",", var.secret_readers)
    KmsKey                                 = var.kms_key
    Adopt                                  = var.adopt ? "true" : "false"
    DeploymentName                         = var.deployment_name
    Schedule                               = var.schedule
    MaxConcurrency                         = tostring(var.max_concurrency)
    LogRetentionDays                       = tostring(var.log_retention_days)
    LogKmsKeyArn                           = var.log_kms_key_arn
    RunLambdaInVPC                         = var.run_lambda_in_vpc ? "True" : "False"
    VpcId                                  = var.vpc_id
    VpcCidr                                = var.vpc_cidr
    SubnetId                               = join(",", var.subnet_id)
    VpcEgress                              = var.vpc_egress
    S3PrefixListId                         = var.s3_prefix_list_id
  }

  member_parameters = {
    PrimaryAccountID       = local.primary_account_id
    AWSOrgID               = local.organization_id
    ExecutionRoleName      = var.execution_role_name
    OperatorPrincipalArns  = join(",", var.operator_principal_arns)
    ExternalId             = var.external_id
    IAMRoleName            = var.iam_role_name
    UserPath               = var.user_path
    IAMExemptionGroup      = var.iam_exemption_group
    PermissionsBoundaryArn = var.permissions_boundary_arn
    KmsKeyArn              = local.kms_key_arn
  }

  list_role_parameters = {
    PrimaryAccountID         = local.primary_account_id
    AWSOrgID                 = local.organization_id
    AccountExecutionRoleName = var.inventory_execution_role_name
    OperatorPrincipalArns    = join(",", var.operator_principal_arns)
    IAMRoleName              = var.org_list_role
    PermissionsBoundaryArn   = var.permissions_boundary_arn
  }
}
