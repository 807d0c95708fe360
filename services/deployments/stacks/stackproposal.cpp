// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackproposal.h>

#include <aws/waiter.h>
#include <crypto/digest.h>
#include <executors/secretvalues.h>
#include <stacks/stackstatus.h>
#include <stacks/templatetext.h>

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int delaySeconds = 2;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::StackSteps", text); }

aws::Call callOf(const QString &operation, const QJsonObject &input) { return {u"cloudformation"_s, operation, input}; }

Error invalid(const QString &message, const QString &code)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

/// In both words CloudFormation says that there is nothing to do.
bool isEmptyOne(const QJsonObject &described)
{
    const QString why = described.value("StatusReason"_L1).toString();
    return why.contains("didn't contain changes"_L1) || why.contains("No updates are to be performed"_L1);
}

/// Names of parameters that CloudFormation hides and that were given where everybody reads them.
QStringList openSecrets(const QJsonArray &declared, const QJsonObject &given)
{
    QStringList names;
    for (const QJsonValue each : declared) {
        const QString key = each["ParameterKey"_L1].toString();
        if (each["NoEcho"_L1].toBool() && given.contains(key))
            names << key;
    }
    return names;
}

QJsonArray tagsOf(const QJsonObject &tags)
{
    QJsonArray list;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        list << QJsonObject{{u"Key"_s, it.key()}, {u"Value"_s, it.value()}};
    return list;
}

/// The address of an object in a bucket, in the form that CloudFormation takes.
QString addressOf(const QString &bucket, const QString &region, const QString &key)
{
    const QString suffix = region.startsWith("cn-"_L1) ? u"amazonaws.com.cn"_s : u"amazonaws.com"_s;
    const QString host = region.isEmpty() ? u"s3."_s + suffix : u"s3."_s + region + u'.' + suffix;
    return u"https://%1.%2/%3"_s.arg(bucket, host, key);
}

} // namespace

StackProposal::StackProposal(const Sources &sources, const SystemInfo &system, WritePermit permit, StackInput input,
    QMap<QString, Secret> secrets)
    : m_sources(sources)
    , m_system(system)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_secrets(std::move(secrets))
{
}

QCoro::Task<Result<void>> StackProposal::findStack(CancelToken token)
{
    const Result<QJsonObject> stack = co_await describedStack(&m_sources.reads, m_input.stack, token);
    if (!stack && stack.error().kind() != Error::Kind::NotFound)
        co_return stack.error();
    const QString status = stack ? stack->value("StackStatus"_L1).toString() : QString();
    if (!stack || status == "REVIEW_IN_PROGRESS"_L1 || status == "DELETE_COMPLETE"_L1)
        co_return ok();
    if (!takesUpdates(status))
        co_return Error(Error::Kind::Conflict,
            tr("The stack is in %1, in which CloudFormation takes no update. Nothing was sent.").arg(status))
            .withCode(u"NotNow"_s);
    m_stack = *stack;
    co_return ok();
}

QCoro::Task<Result<void>> StackProposal::loadKept(CancelToken token)
{
    if (m_input.kept.isEmpty())
        co_return ok();
    const Result<StackSettings> kept = co_await keptSettings(&m_sources.captures, m_input.kept, token);
    if (!kept)
        co_return kept.error();
    m_kept = *kept;
    if (m_input.role.isEmpty())
        m_input.role = m_kept.role;
    if (m_input.capabilities.isEmpty())
        m_input.capabilities = m_kept.capabilities;
    if (m_input.tags.isEmpty())
        m_input.tags = m_kept.tags;
    co_return ok();
}

QCoro::Task<Result<QByteArray>> StackProposal::text(CancelToken token)
{
    if (const auto loaded = co_await loadKept(token); !loaded)
        co_return loaded.error();
    QByteArray text = m_kept.stackTemplate.toUtf8();
    if (!m_input.file.isEmpty()) {
        QFile file(m_input.file);
        if (!file.open(QIODevice::ReadOnly))
            co_return Error(Error::Kind::NotFound, tr("%1 can not be read: %2.").arg(m_input.file, file.errorString()))
                .withCode(u"Template"_s);
        text = file.read(templateBytesInBucket + 1);
    }
    if (text.size() > templateBytesInBucket)
        co_return invalid(tr("CloudFormation takes no template of more than 1 MB."), u"TooLarge"_s);
    const QByteArray whole = text;
    co_return whole;
}

QCoro::Task<Result<QJsonObject>> StackProposal::place(QByteArray text, CancelToken token)
{
    if (!m_input.url.isEmpty())
        co_return QJsonObject{{u"TemplateURL"_s, m_input.url}};
    m_digest = QString::fromLatin1(crypto::sha256Hex(text));
    if (text.size() <= templateBytes)
        co_return QJsonObject{{u"TemplateBody"_s, QString::fromUtf8(text)}};
    if (m_input.artifacts.isEmpty())
        co_return invalid(tr("The template has %1 bytes. More than 51,200 no request can carry: name a bucket for it "
                             "(artifacts).")
                              .arg(text.size()),
            u"TooLarge"_s);
    const QString rest = m_input.artifacts.mid(5);
    const QString bucket = rest.section(u'/', 0, 0);
    QString prefix = rest.section(u'/', 1);
    if (!prefix.isEmpty() && !prefix.endsWith(u'/'))
        prefix += u'/';
    // Named by its content: the same template again takes no further place.
    const QString key = prefix + u"templates/"_s + m_digest + u".template"_s;
    const QJsonObject object{{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"Body"_s, QString::fromLatin1(text.toBase64())}};
    const Result<aws::Answer> put
        = co_await m_sources.reads.caller.write(m_permit, {u"s3"_s, u"PutObject"_s, object}, Repeat::Value, token);
    if (!put)
        co_return put.error();
    co_return QJsonObject{{u"TemplateURL"_s, addressOf(bucket, m_system.region.value, key)}};
}

QCoro::Task<Result<QJsonObject>> StackProposal::summary(QJsonObject source, CancelToken token)
{
    const Result<aws::Answer> answer
        = co_await m_sources.reads.caller.read(callOf(u"GetTemplateSummary"_s, source), token);
    if (!answer)
        co_return answer.error();
    co_return answer->output;
}

/// What is given counts first, then what was kept, then what the stack has; the rest is for the template's defaults.
QJsonArray StackProposal::parameters(const QJsonObject &summary) const
{
    QStringList there;
    const QJsonArray present = m_stack.value("Parameters"_L1).toArray();
    for (const QJsonValue each : present)
        there << each["ParameterKey"_L1].toString();
    const QJsonObject secrets = executors::withSecretsPutIn(m_input.secretParameters, m_secrets).toObject();
    QJsonArray list;
    const QJsonArray declared = summary.value("Parameters"_L1).toArray();
    for (const QJsonValue each : declared) {
        const QString key = each["ParameterKey"_L1].toString();
        QJsonValue value = secrets.value(key);
        for (const QJsonObject &given : {m_input.parameters, m_kept.parameters})
            value = value.isString() ? value : given.value(key);
        if (value.isString())
            list << QJsonObject{{u"ParameterKey"_s, key}, {u"ParameterValue"_s, value}};
        else if (there.contains(key))
            list << QJsonObject{{u"ParameterKey"_s, key}, {u"UsePreviousValue"_s, true}};
    }
    return list;
}

Result<QJsonObject> StackProposal::request(const QJsonObject &source, const QJsonObject &summary) const
{
    QStringList missing;
    const QJsonArray needed = summary.value("Capabilities"_L1).toArray();
    for (const QJsonValue each : needed) {
        const bool isNamed = each == "CAPABILITY_IAM"_L1 && m_input.capabilities.contains("CAPABILITY_NAMED_IAM"_L1);
        if (!isNamed && !m_input.capabilities.contains(each.toString()))
            missing << each.toString();
    }
    if (!missing.isEmpty())
        return invalid(tr("The template makes what has to be agreed to: %1. Give it as a capability, if you do.")
                           .arg(missing.join(u", "_s)),
            u"Capabilities"_s);
    if (const QStringList open = openSecrets(summary.value("Parameters"_L1).toArray(), m_input.parameters);
        !open.isEmpty())
        return invalid(
            tr("CloudFormation hides %1 (NoEcho), so give it as a secret. The value that was given here stands "
               "in the journal: do not use it any more.")
                .arg(open.join(u", "_s)),
            u"NotSecret"_s);
    QJsonObject input = source;
    input.insert(u"StackName"_s, m_input.stack);
    input.insert(u"ChangeSetName"_s, m_input.changeSet);
    input.insert(u"ChangeSetType"_s, m_stack.isEmpty() ? u"CREATE"_s : u"UPDATE"_s);
    input.insert(u"ClientToken"_s, m_input.changeSet);
    if (const QJsonArray given = parameters(summary); !given.isEmpty())
        input.insert(u"Parameters"_s, given);
    if (!m_input.capabilities.isEmpty())
        input.insert(u"Capabilities"_s, QJsonArray::fromStringList(m_input.capabilities));
    // Without tags the stack keeps its own; what was kept had those that it had, be it none.
    if (!m_input.tags.isEmpty() || !m_input.kept.isEmpty())
        input.insert(u"Tags"_s, tagsOf(m_input.tags));
    if (!m_input.role.isEmpty())
        input.insert(u"RoleARN"_s, m_input.role);
    if (!m_input.description.isEmpty())
        input.insert(u"Description"_s, m_input.description);
    return input;
}

QCoro::Task<Result<QJsonObject>> StackProposal::create(QJsonObject input, CancelToken token)
{
    const Result<aws::Answer> made
        = co_await m_sources.reads.caller.write(m_permit, callOf(u"CreateChangeSet"_s, input), Repeat::Token, token);
    if (!made && made.error().code() != "AlreadyExistsException"_L1)
        co_return made.error();
    co_return co_await computed(input, token);
}

QCoro::Task<Result<QJsonObject>> StackProposal::computed(QJsonObject input, CancelToken token)
{
    const QJsonObject which{{u"StackName"_s, m_input.stack}, {u"ChangeSetName"_s, m_input.changeSet}};
    for (int looks = 1;; ++looks) {
        const Result<aws::Answer> seen
            = co_await m_sources.reads.caller.read(callOf(u"DescribeChangeSet"_s, which), token);
        if (!seen)
            co_return seen.error().withChanged(Error::Changed::Yes);
        const QJsonObject described = seen->output;
        const QString status = described.value("Status"_L1).toString();
        if (status == "FAILED"_L1)
            co_return co_await withdrawn(input, described, token);
        if (status == "CREATE_COMPLETE"_L1) {
            const Result<aws::Answer> events = co_await m_sources.reads.caller.read(
                callOf(u"DescribeStackEvents"_s, {{u"StackName"_s, described.value("StackId"_L1)}}), token);
            if (!events)
                co_return events.error().withChanged(Error::Changed::Yes);
            const QJsonValue last = events->output.value("StackEvents"_L1).toArray().first();
            co_return QJsonObject{{u"stack"_s, m_input.stack}, {u"stackId"_s, described.value("StackId"_L1)},
                {u"changeSet"_s, described.value("ChangeSetId"_L1)}, {u"type"_s, input.value("ChangeSetType"_L1)},
                {u"empty"_s, false}, {u"digest"_s, m_digest}, {u"lastEvent"_s, last["EventId"_L1].toString()}};
        }
        if (status.startsWith("DELETE_"_L1))
            co_return Error(Error::Kind::Conflict,
                tr("Somebody deleted the change set %1 while it was computed.").arg(m_input.changeSet))
                .withCode(u"ChangeSetGone"_s)
                .withChanged(Error::Changed::Yes);
        const auto pause = aws::waitDelay(delaySeconds, looks, QRandomGenerator::global()->generateDouble());
        if (const auto slept = co_await m_sources.sleeper.sleep(pause, token); !slept)
            co_return slept.error().withChanged(Error::Changed::Yes);
    }
}

/// A change set that failed is of no use to anybody.
QCoro::Task<Result<QJsonObject>> StackProposal::withdrawn(QJsonObject input, QJsonObject described, CancelToken token)
{
    const QJsonObject which{{u"StackName"_s, m_input.stack}, {u"ChangeSetName"_s, m_input.changeSet}};
    const Result<aws::Answer> gone
        = co_await m_sources.reads.caller.write(m_permit, callOf(u"DeleteChangeSet"_s, which), Repeat::Value, token);
    if (!isEmptyOne(described))
        co_return invalid(
            tr("CloudFormation could not make the change set: %1").arg(described.value("StatusReason"_L1).toString()),
            u"ChangeSetFailed"_s);
    if (!gone)
        co_return gone.error();
    co_return QJsonObject{{u"stack"_s, m_input.stack}, {u"stackId"_s, described.value("StackId"_L1)},
        {u"changeSet"_s, QString()}, {u"type"_s, input.value("ChangeSetType"_L1)}, {u"empty"_s, true},
        {u"lastEvent"_s, QString()}, {u"digest"_s, m_digest}};
}

QCoro::Task<Result<QJsonObject>> StackProposal::run(CancelToken token)
{
    if (const auto found = co_await findStack(token); !found)
        co_return found.error();
    const Result<QByteArray> body = co_await text(token);
    if (!body)
        co_return body.error();
    const Result<QJsonObject> source = co_await place(*body, token);
    if (!source)
        co_return source.error();
    const Result<QJsonObject> declared = co_await summary(*source, token);
    if (!declared)
        co_return declared.error();
    const Result<QJsonObject> input = request(*source, *declared);
    if (!input)
        co_return input.error();
    co_return co_await create(*input, token);
}

} // namespace sm::deployments
