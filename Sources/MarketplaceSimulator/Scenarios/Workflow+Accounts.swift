extension Workflow {
  /// A buyer moves from one account to another.
  package static let buyerTransfer = Workflow(
    name: "Transferring the buyer to a different account", code: "accounts.buyers.transfer",
    queue: "accounts", description: "Moves a buyer with its agreements, orders and users.", object: "BuyerId",
    constants: ["BuyerId", "SourceAccountId", "TargetAccountId", "Total"],
    opening: [
      .init(.info, "Starting buyer '{{BuyerId}}' transfer to '{{TargetAccountId}}'."),
      .init(.debug, "Loaded buyer '{{BuyerId}}' of account '{{SourceAccountId}}', revision {{Revision}}."),
    ],
    stages: [
      .init(.info, "Checking what buyer '{{BuyerId}}' owns."),
      .init(.info, "Moving agreements to account '{{TargetAccountId}}'."),
      .init(.info, "Moving orders and subscriptions."),
      .init(.info, "Moving users and their permissions."),
      .init(.info, "Verifying the account '{{TargetAccountId}}'."),
    ],
    routine: [
      .init(.info, "Agreement '{{AgreementId}}' moved to '{{TargetAccountId}}' in {{Milliseconds}} ms."),
      .init(.info, "Order '{{OrderId}}' reassigned to buyer '{{BuyerId}}'."),
      .init(.info, "Licensee '{{LicenseeId}}' ({{CompanyName}}) linked."),
      .init(.info, "User {{UserName}} keeps the role {{Role}}."),
      .init(.info, "{{ Done }} of {{ Total }} objects moved."),
    ],
    details: [
      .init(.debug, "GET {{Endpoint}} answered 200 in {{Milliseconds}} ms"),
      .init(.debug, "Cache entry for '{{AgreementId}}' dropped."),
    ],
    warnings: [
      .init(.warning, "Moving agreement '{{AgreementId}}' took {{Milliseconds}} ms, longer than expected."),
      .init(.warning, "User {{UserName}} has no mail address; the invitation is skipped."),
    ],
    errors: [
      .init(.error, "Agreement '{{AgreementId}}' could not be moved: quota exceeded. Attempt {{Attempt}} of 3.")
    ],
    closing: [
      .init(.info, "All objects of buyer '{{BuyerId}}' are in account '{{TargetAccountId}}'."),
      .init(.info, "Buyer '{{BuyerId}}' transferred."),
    ],
    collapse: .init(.error, "Account '{{TargetAccountId}}' refuses the buyer: its seller differs."),
    reason: "The buyer could not be transferred; nothing was changed.")

  /// Agreements move to a new version of a product.
  package static let agreementMigration = Workflow(
    name: "Migrating agreements to the new product version", code: "commerce.agreements.migrate",
    queue: "commerce", description: "Moves agreements from one product to its successor.", object: "ProductId",
    constants: ["ProductId", "TargetProductId", "Total"],
    opening: [
      .init(.info, "Migrating {{Total}} agreements from '{{ProductId}}' to '{{TargetProductId}}'.")
    ],
    stages: [
      .init(.info, "Reading the agreements of product '{{ProductId}}'."),
      .init(.info, "Mapping items to product '{{TargetProductId}}'."),
      .init(.info, "Writing the migrated agreements."),
      .init(.info, "Comparing totals."),
    ],
    routine: [
      .init(.info, "Agreement '{{AgreementId}}' of {{CompanyName}} migrated: {{Count}} items."),
      .init(.info, "Item '{{ItemId}}' mapped to '{{TargetItemId}}'."),
      .init(.info, "Order '{{Order.Id}}' carries {{Order.Lines}} lines over."),
    ],
    details: [
      .init(.debug, "Price of item '{{ItemId}}': {{Amount}} {{Currency}} before and after."),
      .init(.debug, "PUT {{Endpoint}} answered 200 in {{Milliseconds}} ms"),
    ],
    warnings: [
      .init(.warning, "Item '{{ItemId}}' has no successor; the nearest is '{{TargetItemId}}'."),
      .init(.warning, "Agreement '{{AgreementId}}' is being changed by an order; tried again in {{Seconds}} s."),
    ],
    errors: [
      .init(.error, "Agreement '{{AgreementId}}': totals differ by {{Amount}} {{Currency}}.")
    ],
    closing: [.init(.info, "{{Total}} agreements migrated to '{{TargetProductId}}'.")],
    collapse: .init(
      .error,
      "Agreement '{{AgreementId}}' could not be written.\n  status: 422 Unprocessable Content\n"
        + "  field:  lines[{{Row}}].item\n  detail: item '{{ItemId}}' is not part of product '{{TargetProductId}}'"),
    reason: "Too many agreements could not be migrated; the migration was rolled back.")
}
