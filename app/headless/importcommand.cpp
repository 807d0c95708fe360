// SPDX-License-Identifier: GPL-3.0-or-later
#include "importcommand.h"

#include "inputfile.h"
#include "logging.h"
#include "options.h"
#include "output.h"

#include <core/json.h>
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using runbooks::Draft;
using runbooks::RunbookStep;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::ImportCommand", text); }

QList<RunbookStep> allSteps(const runbooks::Runbook &runbook)
{
    return runbook.steps + runbook.verification + runbook.rollback;
}

/// {"aws": 3, "manual": 1}
QJsonObject stepsByKind(const runbooks::Runbook &runbook)
{
    QJsonObject counts;
    for (const RunbookStep &step : allSteps(runbook)) {
        const QString kind = step.uses.section(u':', 0, 0);
        counts.insert(kind, counts.value(kind).toInt() + 1);
    }
    return counts;
}

QByteArray lineOf(const Draft &draft, const QString &file)
{
    const QJsonObject kinds = stepsByKind(draft.runbook);
    const qsizetype all = allSteps(draft.runbook).size();
    return u"%1: %2\n"_s
        .arg(file,
            tr("%1 of %2 steps typed, %3 of %4 commands understood, %5 findings (lines %6 to %7)")
                .arg(QString::number(all - kinds.value(u"manual"_s).toInt()), QString::number(all),
                    QString::number(draft.typedCommands), QString::number(draft.commands),
                    QString::number(draft.findings.size()), QString::number(draft.firstLine),
                    QString::number(draft.lastLine)))
        .toUtf8();
}

bool hasContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(content.size() + 1) == content;
}

Error unwritable(const QString &path, const QString &why)
{
    return Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(path, why));
}

} // namespace

ImportCommand::ImportCommand(const Options &options)
    : m_options(options)
    , m_models(options.awsModels)
{
}

QCoro::Task<Result<ExitCode>> ImportCommand::run(CancelToken token)
{
    const Result<QList<Page>> found = pages();
    if (!found)
        co_return found.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    if (const Result<void> written = write(*found); !written)
        co_return written.error();
    print(*found);
    co_return ExitCode::Done;
}

Result<QList<ImportCommand::Page>> ImportCommand::pages() const
{
    const QString file = m_options.words.words.value(0);
    const Result<QByteArray> content = contentOf(file);
    if (!content)
        return content.error();
    const Result<QList<Draft>> drafts = runbooks::draftsOf(QFileInfo(file).fileName(), *content, m_models);
    if (!drafts)
        return drafts.error();
    QSet<QString> taken;
    QList<Page> all;
    for (Draft draft : *drafts) {
        const QString id = draft.runbook.id;
        for (int number = 2; taken.contains(draft.runbook.id); ++number)
            draft.runbook.id = u"%1-%2"_s.arg(id).arg(number);
        taken << draft.runbook.id;
        const Page page{draft, draft.runbook.id + u".yaml"_s, writeRunbook(draft.runbook)};
        if (const auto read = runbooks::readRunbook(page.fileName, page.yaml).result(); !read)
            return read.error();
        all << page;
    }
    return all;
}

/// Looks at all files before it writes the first.
Result<void> ImportCommand::write(const QList<Page> &pages) const
{
    if (!m_options.words.isSet(u"output"_s))
        return ok();
    const QDir folder(m_options.words.value(u"output"_s));
    QStringList there;
    for (const Page &page : pages) {
        const QString path = folder.filePath(page.fileName);
        if (QFileInfo::exists(path) && !hasContent(path, page.yaml))
            there << path;
    }
    if (!there.isEmpty())
        return Error(Error::Kind::Conflict,
            tr("There are files already, and they differ: %1. Nothing was written. Choose another folder, or remove "
               "them.")
                .arg(there.join(u", "_s)))
            .withCode(u"FileExists"_s);
    if (!folder.mkpath(u"."_s))
        return unwritable(folder.path(), tr("the folder can not be made"));
    for (const Page &page : pages) {
        QSaveFile file(folder.filePath(page.fileName));
        if (!file.open(QIODevice::WriteOnly) || file.write(page.yaml) != page.yaml.size() || !file.commit())
            return unwritable(file.fileName(), file.errorString());
    }
    return ok();
}

void ImportCommand::print(const QList<Page> &pages) const
{
    if (m_options.words.isSet(u"json"_s)) {
        toStandardOutput(toIndentedJson(summaryOf(pages)));
        return;
    }
    const bool isWritten = m_options.words.isSet(u"output"_s);
    for (const Page &page : pages) {
        if (isWritten)
            toStandardOutput(lineOf(page.draft, page.fileName));
        else
            toStandardOutput("--- # " + page.fileName.toUtf8() + '\n' + page.yaml);
    }
    toStandardError(tr("stationmaster: Read these runbooks before you run one: what was not understood is a manual "
                       "step, and what was found wrong is told by `stationmaster lint`."));
}

QJsonObject ImportCommand::summaryOf(const QList<Page> &pages) const
{
    QJsonArray runbooks;
    qsizetype findings = 0;
    for (const Page &page : pages) {
        const runbooks::Runbook &runbook = page.draft.runbook;
        QStringList parameters;
        QStringList secrets;
        for (const runbooks::Parameter &each : runbook.parameters)
            (each.isSecret() ? secrets : parameters) << each.name;
        findings += page.draft.findings.size();
        runbooks << QJsonObject{{u"id"_s, runbook.id}, {u"title"_s, runbook.title}, {u"file"_s, page.fileName},
            {u"line"_s, page.draft.firstLine}, {u"lastLine"_s, page.draft.lastLine},
            {u"steps"_s, allSteps(runbook).size()}, {u"kinds"_s, stepsByKind(runbook)},
            {u"commands"_s, page.draft.commands}, {u"typedCommands"_s, page.draft.typedCommands},
            {u"parameters"_s, QJsonArray::fromStringList(parameters + secrets)},
            {u"secrets"_s, QJsonArray::fromStringList(secrets)}, {u"findings"_s, lint::toJson(page.draft.findings)}};
    }
    return {{u"source"_s, m_options.words.words.value(0)}, {u"runbooks"_s, runbooks}, {u"findings"_s, findings}};
}

} // namespace sm::app
