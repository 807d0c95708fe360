// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of the AWS CLI as steps.
#include "draftcommand.h"

#include <lint/secretnames.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;
using Type = aws::Shape::Type;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

QString firstError(const AwsCommand &command)
{
    for (const commandline::Problem &each : command.problems) {
        if (each.severity == commandline::Problem::Severity::Error)
            return each.message;
    }
    return tr("It is not known.");
}

bool isComplex(const aws::Shape &shape)
{
    return shape.type == Type::Structure || shape.type == Type::List || shape.type == Type::Map;
}

/// "s3://bucket/key" in two; both may hold expressions.
std::optional<std::pair<QString, QString>> bucketAndKey(const QString &path)
{
    static const QRegularExpression form(u"^s3://((?:\\$\\{[^}]*\\}|[^/$])+)(?:/(.*))?$"_s);
    const QRegularExpressionMatch match = form.match(path);
    return match.hasMatch() ? std::optional(std::pair(match.captured(1), match.captured(2))) : std::nullopt;
}

bool hasOnly(const AwsCommand &command, const QStringList &options)
{
    static const QStringList display{u"profile"_s, u"region"_s, u"output"_s, u"query"_s, u"no-progress"_s, u"quiet"_s,
        u"only-show-errors"_s, u"human-readable"_s, u"summarize"_s, u"no-cli-pager"_s};
    return std::all_of(command.options.begin(), command.options.end(),
        [&](const QString &each) { return options.contains(each) || display.contains(each); });
}

} // namespace

QList<DraftAction> DraftCommand::aws(const AwsCommand &command)
{
    if (command.kind == AwsCommand::Kind::Unknown || command.hasErrors())
        return refuse(firstError(command));
    if (command.kind == AwsCommand::Kind::HighLevel)
        return ownCommand(command);
    if (!command.isComplete || command.files.contains(QString()))
        return refuse(command.problems.isEmpty() ? tr("Its input is in a file, or another command adds to it.")
                                                 : command.problems.first().message);
    if (!command.endpointUrl.isEmpty())
        return refuse(tr("It does not go to AWS: it names another address."));
    QStringList notes;
    if (!command.region.isEmpty() || !command.profile.isEmpty())
        notes << tr("The file names a region or a profile. The step runs in those of the system.");
    if (command.maxItems > 0)
        notes << tr("The file asks for %1 items at most.").arg(command.maxItems);
    if (!command.outfile.isEmpty() && !command.outfile.startsWith("/dev/"_L1))
        notes << tr("The file keeps the answer in %1.").arg(m_source.redaction.shown(command.outfile));
    for (auto it = command.deferred.begin(); it != command.deferred.end(); ++it) {
        if (it.key().startsWith(u'/'))
            m_open.insert(it.key(), it.value());
    }
    const auto service = m_source.models.service(command.service);
    const aws::Operation *operation = service ? (*service)->operation(command.operation) : nullptr;
    QJsonObject input = command.input;
    if (!operation || !operation->input)
        return operation ? made(u"aws:%1:%2"_s.arg(command.service, command.operation), input, nullptr, notes)
                         : refuse(tr("The operation is not known here."));
    if (!putInFiles(command, *operation, input))
        return {};
    if (command.kind == AwsCommand::Kind::Waiter)
        return made(u"wait:%1:%2"_s.arg(command.service, command.writtenOperation.section(u' ', 1)), input,
            operation->input, notes);
    return made(u"aws:%1:%2"_s.arg(command.service, command.operation), input, operation->input, notes);
}

/// What files hold: known where the runbook itself writes them, else for a person to give.
bool DraftCommand::putInFiles(const AwsCommand &command, const aws::Operation &operation, QJsonObject &input)
{
    for (auto it = command.files.begin(); it != command.files.end(); ++it) {
        const aws::Member *member = operation.input->member(it.key().mid(1));
        if (!member || it->isBinary || member->shape->type == Type::Blob) {
            m_why = tr("It sends a file of the computer.");
            return false;
        }
        m_state.used.insert(it->path);
        const QString content = m_state.files.value(it->path);
        const QJsonDocument json = QJsonDocument::fromJson(content.toUtf8());
        const QString name = it->path.section(u'/', -1).section(u'.', 0, 0);
        const QString description = tr("What %1 holds.").arg(m_source.redaction.shown(it->path));
        if (lint::isCredential(*member->shape)) {
            m_ready.insert(it.key(), m_state.parameters.secret(name, {}, description));
        } else if (!content.isEmpty() && !isComplex(*member->shape)) {
            input.insert(member->name, content);
        } else if (!json.isNull() && isComplex(*member->shape)) {
            input.insert(member->name, json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()));
        } else {
            const QString parameter = m_state.parameters.named(name, description);
            m_state.parameters.setType(
                parameter, isComplex(*member->shape) ? Parameter::Type::Json : Parameter::Type::Text);
            m_ready.insert(it.key(), parameter);
        }
        if (m_ready.contains(it.key()))
            input.insert(member->name, QJsonValue::Null);
    }
    return true;
}

QList<DraftAction> DraftCommand::ownCommand(const AwsCommand &command)
{
    if (command.writtenService == "s3"_L1 && command.operation == "ls"_L1)
        return listing(command);
    if (command.writtenService == "s3"_L1 && (command.operation == "sync"_L1 || command.operation == "cp"_L1))
        return copying(command);
    if (command.options.contains("follow"_L1))
        return refuse(tr("It runs until somebody stops it."));
    return refuse(tr("It is a command of the AWS CLI itself."));
}

QList<DraftAction> DraftCommand::listing(const AwsCommand &command)
{
    if (command.positionals.isEmpty() && command.deferred.isEmpty())
        return made(u"aws:s3:ListBuckets"_s, {});
    const auto path = bucketAndKey(positional(command, 0));
    if (!path || !hasOnly(command, {u"recursive"_s}))
        return refuse(tr("It is a command of the AWS CLI itself."));
    QJsonObject with{{u"Bucket"_s, QJsonValue::Null}};
    m_ready.insert(u"/Bucket"_s, path->first);
    if (!path->second.isEmpty())
        with.insert(u"Prefix"_s, QJsonValue::Null);
    m_ready.insert(u"/Prefix"_s, path->second);
    if (!command.options.contains("recursive"_L1))
        with.insert(u"Delimiter"_s, u"/"_s);
    return made(u"aws:s3:ListObjectsV2"_s, with);
}

QList<DraftAction> DraftCommand::copying(const AwsCommand &command)
{
    const auto from = bucketAndKey(positional(command, 0));
    const auto to = bucketAndKey(positional(command, 1));
    if (!from || !to)
        return refuse(tr("It copies from or to a folder of the computer."));
    if (!hasOnly(command, {u"recursive"_s, u"storage-class"_s}))
        return refuse(tr("A copy of buckets here has no such options."));
    const bool isOne = command.operation == "cp"_L1 && !command.options.contains("recursive"_L1);
    QString toPrefix = to->second;
    const QString name = from->second.section(u'/', -1);
    if (isOne && !toPrefix.isEmpty() && !toPrefix.endsWith(u'/')) {
        if (toPrefix.section(u'/', -1) != name)
            return refuse(tr("It gives the copy another name."));
        toPrefix.chop(name.size());
    }
    QJsonObject with{{u"fromBucket"_s, QJsonValue::Null}, {u"toBucket"_s, QJsonValue::Null}, {u"overwrite"_s, true}};
    m_ready.insert(u"/fromBucket"_s, from->first);
    m_ready.insert(u"/toBucket"_s, to->first);
    const auto put = [&](const QString &member, const QString &value) {
        m_ready.insert(u'/' + member, value);
        if (!value.isEmpty())
            with.insert(member, QJsonValue::Null);
    };
    put(isOne ? u"fromKey"_s : u"fromPrefix"_s, from->second);
    put(u"toPrefix"_s, toPrefix);
    if (const QString storage = command.settings.value(u"storage-class"_s); !storage.isEmpty())
        with.insert(u"storageClass"_s, storage);
    return made(u"s3:copy"_s, with);
}

/// A word of a command of the CLI itself, as a template; empty: it has none, or one that can not be.
QString DraftCommand::positional(const AwsCommand &command, int at)
{
    const auto open = command.deferred.constFind(u"positionals/%1"_s.arg(at));
    if (open != command.deferred.constEnd())
        return m_words.of(*open, u"bucket"_s).value_or(QString());
    return m_words.parameters().templateOf(command.positionals.value(at));
}

} // namespace sm::runbooks
