// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3planner.h"

#include "knownwrites.h"
#include "s3copyinput.h"
#include "s3removal.h"
#include "secretvalues.h"

#include <operations/shellword.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

class AwsLine
{
public:
    explicit AwsLine(const QString &command)
        : m_words{u"aws"_s, command}
    {
    }
    void word(const QString &text) { m_words << m_shell.word(text); }
    /// A value that begins with a dash would be an option.
    void option(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_words << m_shell.word(u"--%1="_s.arg(name)) + m_shell.word(value);
    }
    QString text(const SystemInfo &system)
    {
        option(u"profile"_s, system.profile);
        option(u"region"_s, system.region.value);
        option(u"endpoint-url"_s, system.endpointUrl);
        return m_words.join(u' ');
    }

private:
    operations::ShellWords m_shell;
    QStringList m_words;
};

/// "sync" compares by size and time and overwrites; it is the nearest that the AWS CLI has.
QString cliOf(const S3CopyInput &copy, const SystemInfo &system)
{
    AwsLine line(copy.fromKey.isEmpty() ? u"s3 sync"_s : u"s3 cp"_s);
    const QString key = copy.fromKey.isEmpty() ? copy.toPrefix : copy.destinationOf(copy.fromKey);
    line.word(u"s3://%1/%2"_s.arg(copy.fromBucket, copy.listedPrefix()));
    line.word(u"s3://%1/%2"_s.arg(copy.toBucket, key));
    line.option(u"storage-class"_s, copy.storageClass);
    return line.text(system);
}

QString cliOf(const S3Removal &removal, const SystemInfo &system)
{
    QStringList lines;
    for (const S3Removal::Object &object : removal.objects) {
        AwsLine line(u"s3api delete-object"_s);
        line.option(u"bucket"_s, removal.bucket);
        line.option(u"key"_s, object.key);
        line.option(u"version-id"_s, object.versionId);
        if (object.versionId.isEmpty())
            line.option(u"if-match"_s, object.etag);
        lines << line.text(system);
    }
    return lines.join(u'\n');
}

} // namespace

S3Planner::S3Planner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString S3Planner::kind() const { return u"s3"_s; }

Result<Step> S3Planner::planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const
{
    const Result<Operation> named = withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    if (step.operation.uses == "s3:copy"_L1)
        return plannedCopy(std::move(step), system);
    if (step.operation.uses == "s3:delete-copies"_L1)
        return plannedRemoval(std::move(step), system);
    return Error(Error::Kind::Invalid, tr("“%1” is not known. Use s3:copy.").arg(step.operation.uses))
        .withCode(u"Input"_s);
}

Result<Step> S3Planner::plannedCopy(Step step, const SystemInfo &system) const
{
    step.operation.with.remove(u"objects"_s); // they are listed when it is known what is there
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        return copy.error();
    fillInWrite(step, m_catalog,
        tr("The copies can be deleted; in a bucket without versions the objects that they replace are gone."));
    if (!copy->overwrites) { // the catalog does not know that nothing that is there is touched
        step.tier = Tier::Reversible;
        step.mark = {Mark::Kind::Reversible, {}, tr("The copies can be deleted; nothing is overwritten.")};
    }
    if (step.resource.isEmpty())
        step.resource = copy->toBucket;
    step.notes << tr("At most %1 objects.").arg(copy->atMost);
    step.cli = cliOf(*copy, system);
    return step;
}

Result<Step> S3Planner::plannedRemoval(Step step, const SystemInfo &system) const
{
    const Result<S3Removal> removal = s3Removal(step);
    if (!removal)
        return removal.error();
    fillInWrite(step, m_catalog, tr("The copies are gone; what they were made of stays."));
    if (step.resource.isEmpty())
        step.resource = removal->bucket;
    step.changes = {
        {tr("Objects in s3://%1 that are deleted").arg(removal->bucket), QString::number(removal->objects.size()), {}}};
    step.cli = cliOf(*removal, system);
    return step;
}

} // namespace sm::executors
