terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
      # aws: the primary account, where the functions run. aws.organization: the account that makes the StackSet and
      # the list role, which is the management account or, where it is a delegated administrator for StackSets, the
      # primary account. aws.management: the management account, which StackSets do not reach.
      configuration_aliases = [aws.organization, aws.management]
    }
  }
}
