// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookreader.h"

#include "fields.h"
#include "parameterreader.h"
#include "referencecheck.h"
#include "stepreader.h"
#include "yamlparser.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

QString namePattern() { return u"[a-z0-9][a-z0-9-]{0,63}"_s; }

QString nameWords() { return tr("a name of small letters, digits and -"); }

QList<RunbookLink> linksOf(const Fields &fields, Problems &problems)
{
    QList<RunbookLink> links;
    for (const YamlNode &item : fields.items(u"links"_s)) {
        const Fields link(item, problems, {u"title"_s, u"url"_s}, {u"title"_s, u"url"_s});
        if (link.isMap())
            links.append({link.text(u"title"_s),
                link.text(u"url"_s, u"https?://[^\\s]+"_s, tr("an address that begins with https://"))});
    }
    return links;
}

void readFacts(const Fields &fields, Problems &problems, Runbook &runbook)
{
    if (fields.has(u"id"_s))
        runbook.id = fields.text(u"id"_s, namePattern(), nameWords());
    runbook.title = fields.text(u"title"_s);
    runbook.purpose = fields.text(u"purpose"_s);
    runbook.system.value = fields.text(u"system"_s, namePattern(), nameWords());
    runbook.severity = fields.text(u"severity"_s);
    runbook.symptoms = fields.texts(u"symptoms"_s);
    runbook.prerequisites = fields.texts(u"prerequisites"_s);
    runbook.links = linksOf(fields, problems);
    runbook.reviewBy = fields.date(u"review_by"_s);
}

void readSteps(const Fields &fields, TextReader &texts, Runbook &runbook)
{
    const QList<YamlNode> steps = fields.items(u"steps"_s);
    const QList<YamlNode> verification = fields.items(u"verification"_s);
    const QList<YamlNode> rollback = fields.items(u"rollback"_s);
    if (steps.size() + verification.size() + rollback.size() > mostSteps)
        return texts.problems().add(fields.place(), tr("a runbook has at most %1 steps").arg(mostSteps));
    if (fields.has(u"steps"_s) && fields.node(u"steps"_s)->isList() && steps.isEmpty())
        texts.problems().add(fields.node(u"steps"_s)->place, tr("there are no steps"));
    StepReader reader(texts);
    runbook.steps = reader.read(steps, Section::Steps);
    runbook.verification = reader.read(verification, Section::Verification);
    runbook.rollback = reader.read(rollback, Section::Rollback);
}

Runbook runbookOf(const YamlNode &root, const QString &fileName, Problems &problems)
{
    const Fields fields(root, problems,
        {u"id"_s, u"title"_s, u"purpose"_s, u"system"_s, u"severity"_s, u"symptoms"_s, u"prerequisites"_s,
            u"parameters"_s, u"steps"_s, u"verification"_s, u"rollback"_s, u"links"_s, u"review_by"_s},
        {u"title"_s, u"purpose"_s, u"steps"_s});
    Runbook runbook;
    runbook.sourceFile = fileName;
    runbook.id = QFileInfo(fileName).completeBaseName();
    if (!fields.isMap())
        return runbook;
    readFacts(fields, problems, runbook);
    TextReader texts(problems);
    if (const YamlNode *parameters = fields.node(u"parameters"_s))
        runbook.parameters = ParameterReader(texts).read(*parameters);
    readSteps(fields, texts, runbook);
    ReferenceCheck references(runbook, problems);
    for (const Mention &mention : texts.mentions())
        references.check(mention);
    return runbook;
}

} // namespace

Result<Runbook> ReadRunbook::result() const
{
    if (problems.isEmpty())
        return runbook;
    QStringList lines;
    for (const Problem &problem : problems)
        lines << problem.text();
    return Error(Error::Kind::Invalid, lines.join(u'\n'));
}

ReadRunbook readRunbook(const QString &fileName, const QByteArray &yaml)
{
    Problems problems;
    const std::optional<YamlNode> root = parseYaml(fileName, yaml, problems);
    ReadRunbook read;
    if (root)
        read.runbook = runbookOf(*root, fileName, problems);
    read.problems = problems.inOrder();
    return read;
}

} // namespace sm::runbooks
