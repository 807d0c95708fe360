// SPDX-License-Identifier: GPL-3.0-or-later
#include "draft.h"

#include "draftmaker.h"

#include <commandline/awscli.h>
#include <lint/lint.h>
#include <markdown/outline.h>
#include <markdown/reader.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// Every finding belongs to one draft: those outside of all of them are said with the first.
void shareOut(const QList<lint::Finding> &findings, QList<Draft> &drafts)
{
    for (const lint::Finding &finding : findings) {
        const auto home = std::find_if(drafts.begin(), drafts.end(),
            [&](const Draft &draft) { return finding.line >= draft.firstLine && finding.line <= draft.lastLine; });
        (home == drafts.end() ? drafts.first() : *home).findings << finding;
    }
}

} // namespace

Result<QList<Draft>> draftsOf(const QString &fileName, const QByteArray &bytes, const aws::Models &models)
{
    const Result<markdown::Document> document = markdown::read(fileName, bytes);
    if (!document)
        return document.error();
    const commandline::AwsReader aws(models);
    const Result<QList<markdown::ImportedRunbook>> outline = markdown::outline(*document, aws);
    if (!outline)
        return outline.error();
    if (outline->isEmpty())
        return Error(Error::Kind::Invalid,
            tr("%1 has no heading under which something is to be done: no numbered list, no checklist, no command.")
                .arg(fileName))
            .withCode(u"NoRunbook"_s);
    const lint::Inspection inspection = lint::inspect(*document, models, aws);
    const DraftSource source{fileName, models, aws, inspection.redaction};
    QList<Draft> drafts;
    for (const markdown::ImportedRunbook &each : *outline) {
        DraftMaker maker(each, source);
        const Runbook made = maker.make();
        drafts << Draft{made, {}, maker.commands(), maker.typedCommands(), each.line, each.lastLine};
    }
    shareOut(inspection.findings, drafts);
    return drafts;
}

QString idOfTitle(const QString &title)
{
    static const QRegularExpression between(u"[^a-z0-9]+"_s);
    QString plain = title.toLower();
    plain.remove(u'\'').remove(u'’');
    QString id = plain.split(between, Qt::SkipEmptyParts).join(u'-').left(60);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id.isEmpty() ? u"runbook"_s : id;
}

} // namespace sm::runbooks
