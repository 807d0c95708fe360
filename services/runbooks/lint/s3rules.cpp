// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

void reportLegacyPrefix(const Page &page, Report &report)
{
    static const QRegularExpression prefix(u"^\\s*\"Prefix\"\\s*:"_s);
    for (const Written &file : page.written) {
        if (!file.content.contains("\"Rules\""_L1) || file.content.contains("\"Filter\""_L1))
            continue;
        const QStringList lines = file.content.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (prefix.match(lines.at(i)).hasMatch())
                report.add(file.contentLine + static_cast<int>(i), tr("Prefix in the rule itself is the old form."),
                    tr("\"Filter\": {\"Prefix\": \"…\"}"));
        }
    }
}

void reportLifecycle(const Page &page, Report &report)
{
    const auto reads
        = [](const Command &other) { return other.aws && other.aws->operation.startsWith("GetBucketLifecycle"_L1); };
    for (const Command &command : page.commands) {
        if (command.isAws(u"s3", u"PutBucketLifecycleConfiguration") && !page.anyBefore(command, reads))
            report.add(command.line,
                tr("It replaces every lifecycle rule of the bucket, not only those of the same ID."),
                tr("Read them first with get-bucket-lifecycle-configuration, add yours, and send all of them."));
    }
}

void reportListingColumns(const Page &page, Report &report)
{
    static const QRegularExpression column(u"\\$4\\b"_s);
    for (const Command &command : page.commands) {
        if (!command.isCli(u"s3", u"ls"))
            continue;
        for (const Command *next : page.restOfPipe(command)) {
            if (next->program == "awk"_L1 && column.match(next->words.join(u' ')).hasMatch())
                report.add(next->line, tr("Keys with blanks in them are cut off: $4 is only their first word."),
                    tr("aws s3api list-objects-v2 --query 'Contents[].[LastModified,Key]', which keeps the key "
                       "whole."));
        }
    }
}

bool copiesToS3(const Command &command)
{
    const bool copies = command.isCli(u"s3", u"cp") || command.isCli(u"s3", u"mv") || command.isCli(u"s3", u"sync");
    return copies && command.aws->positionals.value(1).startsWith("s3://"_L1);
}

void reportGlacierCopy(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QString storage = copiesToS3(command) ? command.option(u"storage-class"_s) : QString();
        if (storage == "GLACIER"_L1 || storage == "DEEP_ARCHIVE"_L1)
            report.add(command.line,
                tr("A copy in %1 takes hours and a fee before it can be read back: no snapshot to restore from in an "
                   "incident.")
                    .arg(storage),
                tr("Copy to STANDARD_IA or GLACIER_IR and let a lifecycle rule move it later."));
    }
}

/// A bucket whose name holds today's date can only be there when somebody has just made it.
void reportMissingBucket(const Page &page, Report &report)
{
    const auto creates
        = [](const Command &other) { return other.isAws(u"s3", u"CreateBucket") || other.isCli(u"s3", u"mb"); };
    static const QRegularExpression dated(u"^s3://[^/]*(\\$\\([^)]*date[^/]*|\\$\\{?\\w*(DATE|TODAY|STAMP)\\w*)"_s);
    for (const Command &command : page.commands) {
        if (copiesToS3(command) && dated.match(command.aws->positionals.at(1)).hasMatch()
            && !page.anyInScope(command, creates))
            report.add(command.line, tr("The bucket's name changes every day, and no step creates it."),
                tr("Copy into one bucket, under a prefix with the date."));
    }
}

} // namespace

QList<Rule> s3Rules()
{
    return {{u"s3-legacy-prefix"_s, Finding::Severity::Note, reportLegacyPrefix},
        {u"s3-lifecycle-replaced"_s, Finding::Severity::Warning, reportLifecycle},
        {u"s3-listing-columns"_s, Finding::Severity::Error, reportListingColumns},
        {u"s3-glacier-copy"_s, Finding::Severity::Warning, reportGlacierCopy},
        {u"s3-missing-bucket"_s, Finding::Severity::Note, reportMissingBucket}};
}

} // namespace sm::lint
