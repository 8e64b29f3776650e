extension Workflow {
  /// Subscriptions come in from a vendor's system.
  package static let subscriptionImport = Workflow(
    name: "Importing subscriptions", code: "commerce.subscriptions.import", queue: "imports",
    description: "Brings the subscriptions of a vendor's system into the marketplace.", object: "AgreementId",
    constants: ["AgreementId", "FileName", "Total"],
    opening: [
      .init(.info, "Importing {{Total}} subscriptions from '{{FileName}}'."),
      .init(.debug, "The file has {{Total}} rows in the encoding UTF-8."),
    ],
    stages: [
      .init(.info, "Reading '{{FileName}}'."), .init(.info, "Matching customers."),
      .init(.info, "Creating subscriptions under '{{AgreementId}}'."), .init(.info, "Setting renewal dates."),
      .init(.info, "Checking the numbers."),
    ],
    routine: [
      .init(.info, "Subscription '{{SubscriptionId}}' created for {{CompanyName}}, {{Count}} seats."),
      .init(.info, "Row {{Row}}: subscription '{{SubscriptionId}}' renewed until {{Date}}."),
      .init(.info, "Customer {{CompanyName}} matched to licensee '{{LicenseeId}}'."),
      .init(.info, "{{Done}} of {{Total}} subscriptions imported."),
    ],
    details: [
      .init(.debug, "Row {{Row}} parsed in {{Milliseconds}} ms."),
      .init(.debug, "POST {{Endpoint}} answered 201 in {{Milliseconds}} ms"),
    ],
    warnings: [
      .init(.warning, "Row {{Row}}: the renewal date {{Date}} lies in the past; the next one is taken."),
      .init(.warning, "Row {{Row}}: {{CompanyName}} matches {{Attempt}} licensees; the oldest is taken."),
    ],
    errors: [
      .init(.error, "Row {{Row}} skipped: quantity '{{Garbage}}' is not a number.")
    ],
    closing: [.init(.info, "{{Total}} subscriptions imported under '{{AgreementId}}'.")],
    collapse: .init(.error, "The vendor's system closed the connection at row {{Row}}."),
    reason: "The import ended early; the subscriptions so far remain.")

  /// New prices for a product.
  package static let priceListImport = Workflow(
    name: "Importing a price list", code: "catalog.pricelists.import", queue: "catalog",
    description: "Replaces the prices of a product by those of a file.", object: "PriceListId",
    constants: ["PriceListId", "ProductId", "Currency", "FileName", "Total"],
    opening: [
      .init(.info, "Importing prices in {{Currency}} from '{{FileName}}' into '{{PriceListId}}'.")
    ],
    stages: [
      .init(.info, "Validating {{Total}} prices."), .init(.info, "Computing margins and markups."),
      .init(.info, "Writing prices to '{{PriceListId}}'."), .init(.info, "Publishing the listings."),
    ],
    routine: [
      .init(.info, "Item '{{ItemId}}': {{Amount}} {{Currency}} a month."),
      .init(.info, "Listing '{{ListingId}}' takes the new prices."),
      .init(.info, "{{Done}} of {{Total}} prices written."),
    ],
    details: [
      .init(.debug, "Markup of item '{{ItemId}}' is {{Percent}} %."),
      .init(.debug, "PUT {{Endpoint}} answered 200 in {{Milliseconds}} ms"),
    ],
    warnings: [
      .init(.warning, "Item '{{ItemId}}': the price changes by {{Percent}} %, more than usual."),
      .init(.warning, "The exchange rate of {{Currency}} is {{Seconds}} s old."),
    ],
    errors: [.init(.error, "Item '{{ItemId}}': the price '{{Garbage}}' cannot be read; the old one remains.")],
    closing: [
      .init(.info, "{{Total}} prices of '{{ProductId}}' are in force.")
    ],
    collapse: .init(.error, "The price list '{{PriceListId}}' was changed by someone else meanwhile."),
    reason: "The price list was not imported.")

  /// Invoices leave for the finance system.
  package static let invoiceExport = Workflow(
    name: "Exporting invoices", code: "billing.invoices.export", queue: "billing",
    description: "Sends the invoices of a month to the finance system.", object: "StatementId",
    constants: ["StatementId", "Total", "Endpoint"],
    opening: [.init(.info, "Exporting {{Total}} invoices of statement '{{StatementId}}'.")],
    stages: [
      .init(.info, "Collecting invoices."), .init(.info, "Rendering documents."),
      .init(.info, "Sending to {{Endpoint}}."), .init(.info, "Waiting for acknowledgements."),
    ],
    routine: [
      .init(.info, "Invoice '{{InvoiceId}}' for {{CompanyName}}: {{Amount}} {{Currency}}."),
      .init(.info, "Invoice '{{InvoiceId}}' acknowledged as {{ExternalId}}."),
      .init(.info, "Batch {{Step}}: {{Count}} invoices sent in {{Milliseconds}} ms."),
    ],
    details: [
      .init(.debug, "Invoice '{{InvoiceId}}' rendered, {{Count}} pages."),
      .init(.debug, "POST {{Endpoint}} answered 202 in {{Milliseconds}} ms"),
    ],
    warnings: [
      .init(.warning, "{{CompanyName}} has no tax number; invoice '{{InvoiceId}}' goes out without.")
    ],
    errors: [
      .init(.error, "Invoice '{{InvoiceId}}' was refused: {{Amount}} {{Currency}} does not match its lines.")
    ],
    closing: [.init(.info, "{{Total}} invoices of '{{StatementId}}' exported.")],
    collapse: .init(.error, "The finance system at {{Endpoint}} answers 503 since {{Seconds}} s."),
    reason: "The finance system did not take the invoices.")
}
