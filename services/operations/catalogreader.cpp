// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogreader.h"

#include <QCoreApplication>

#include <algorithm>

#include <yaml-cpp/yaml.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Catalog", text); }

const QHash<QString, Tier> &tiers()
{
    static const QHash<QString, Tier> words{
        {u"1"_s, Tier::Reversible}, {u"2"_s, Tier::Disruptive}, {u"3"_s, Tier::Destructive}};
    return words;
}

const QHash<QString, Repeat> &repeatClasses()
{
    static const QHash<QString, Repeat> words{
        {u"V"_s, Repeat::Value}, {u"T"_s, Repeat::Token}, {u"N"_s, Repeat::NaturalKey}, {u"U"_s, Repeat::Unsafe}};
    return words;
}

const QHash<QString, Mark::Kind> &marks()
{
    static const QHash<QString, Mark::Kind> words{{u"reversible"_s, Mark::Kind::Reversible},
        {u"reversible-until"_s, Mark::Kind::ReversibleUntil}, {u"partly"_s, Mark::Kind::Partly},
        {u"never"_s, Mark::Kind::Never}};
    return words;
}

} // namespace

CatalogReader::CatalogReader(QString fileName, const QByteArray &yaml)
    : m_fileName(std::move(fileName))
{
    try {
        readDocument(YAML::Load(yaml.toStdString()));
    } catch (const YAML::Exception &exception) {
        complainAt(exception.mark.line, exception.mark.column, QString::fromStdString(exception.msg));
    }
}

void CatalogReader::readDocument(const YAML::Node &root)
{
    if (!root.IsMap())
        complain(root, tr("expected a map"));
    else if (root["service"])
        readService(root);
    else if (root["kind"])
        readKind(root);
    else
        readRules(root);
}

void CatalogReader::readService(const YAML::Node &root)
{
    if (!checkKeys(root, {u"service"_s, u"iamPrefix"_s, u"operations"_s}, {u"service"_s, u"operations"_s}))
        return;
    const QString service = text(root["service"]);
    const QString prefix = root["iamPrefix"] ? text(root["iamPrefix"]) : service;
    const YAML::Node operations = root["operations"];
    if (!checkKeys(operations, {}, {}))
        return;
    for (const auto &each : operations)
        m_entries << readEntry(u"aws:"_s + service, prefix, text(each.first), each.second);
}

void CatalogReader::readKind(const YAML::Node &root)
{
    const QStringList required{u"kind"_s, u"operations"_s};
    if (!checkKeys(root, required + QStringList{u"programs"_s}, required))
        return;
    for (const auto &each : root["operations"])
        m_entries << readEntry(text(root["kind"]), {}, text(each.first), each.second);
    for (const auto &each : root["programs"])
        m_programs << readProgram(each);
}

ProgramRule CatalogReader::readProgram(const YAML::Node &node)
{
    const QStringList required{u"words"_s, u"tier"_s, u"repeat"_s, u"mark"_s, u"explanation"_s};
    if (!checkKeys(node, required + QStringList{u"inverse"_s}, required))
        return {};
    QHash<QString, Tier> withReads = tiers();
    withReads.insert(u"0"_s, Tier::Read);
    ProgramRule rule{texts(node["words"]), word(node["tier"], withReads), word(node["repeat"], repeatClasses()),
        word(node["mark"], marks()), text(node["explanation"]), texts(node["inverse"])};
    if (rule.words.isEmpty() || (!rule.inverse.isEmpty() && rule.inverse.size() != rule.words.size()))
        complain(node, tr("“inverse” needs a word for each of “words”"));
    return rule;
}

CatalogEntry CatalogReader::readEntry(
    const QString &kind, const QString &iamPrefix, const QString &operation, const YAML::Node &node)
{
    CatalogEntry entry;
    entry.uses = kind + u':' + operation;
    const QStringList required{u"tier"_s, u"repeat"_s, u"mark"_s, u"explanation"_s, u"resource"_s};
    static const QStringList optional{u"token"_s, u"secrets"_s, u"answerSecrets"_s, u"iam"_s, u"capture"_s, u"verify"_s,
        u"settles"_s, u"since"_s, u"answer"_s, u"inverse"_s, u"comesBackAs"_s, u"isBack"_s, u"until"_s, u"merge"_s,
        u"keep"_s, u"shows"_s, u"price"_s, u"byHand"_s};
    if (!checkKeys(node, required + optional, required))
        return entry;
    entry.tier = word(node["tier"], tiers());
    entry.repeat = word(node["repeat"], repeatClasses());
    entry.mark = word(node["mark"], marks());
    entry.markExplanation = text(node["explanation"]);
    entry.resource = text(node["resource"]);
    entry.tokenMember = node["token"] ? text(node["token"]) : QString();
    entry.secrets = texts(node["secrets"]);
    entry.answerSecrets = texts(node["answerSecrets"]);
    if (node["iam"])
        entry.iamActions = texts(node["iam"]);
    else if (!iamPrefix.isEmpty())
        entry.iamActions << iamPrefix + u':' + operation;
    readRecipe(entry, kind, node);
    checkEntry(entry, node);
    return entry;
}

void CatalogReader::checkEntry(const CatalogEntry &entry, const YAML::Node &node)
{
    if ((entry.repeat == Repeat::Token) == entry.tokenMember.isEmpty())
        complain(node, tr("repeat class T and “token” belong together"));
    else if (entry.markExplanation.isEmpty())
        complain(node["explanation"], tr("say in a sentence what comes back, or why nothing does"));
    else if (!entry.inverse.isEmpty() && entry.capture.isEmpty())
        complain(node["inverse"], tr("what takes it back has to be told from “capture”"));
    else if (!entry.answer.isEmpty() && (entry.capture.isEmpty() || entry.verify.isEmpty()))
        complain(node["answer"], tr("only “capture” and “verify” show that a write is done whose answer is lost"));
    else if (entry.inverse.isEmpty() && !(entry.comesBackAs.isEmpty() && entry.isBack.isEmpty()))
        complain(node, tr("only an “inverse” brings something back"));
    else if ((entry.mark == Mark::Kind::ReversibleUntil) == (entry.until.count() == 0))
        complain(node, tr("mark reversible-until and “until” belong together"));
}

void CatalogReader::readRules(const YAML::Node &root)
{
    const QStringList keys{u"verbs"_s, u"reads"_s, u"writes"_s, u"answerSecrets"_s, u"iam"_s, u"prices"_s};
    if (!checkKeys(root, keys, keys.first(3)))
        return;
    m_rules.verbs = texts(root["verbs"]);
    const auto names = [this](const YAML::Node &node) {
        QSet<QString> all;
        const QHash<QString, QStringList> byService = textsByService(node);
        for (auto it = byService.begin(); it != byService.end(); ++it) {
            for (const QString &operation : it.value())
                all << it.key() + u":"_s + operation;
        }
        return all;
    };
    m_rules.reads = names(root["reads"]);
    m_rules.writes = names(root["writes"]);
    m_rules.answerSecrets = textsByService(root["answerSecrets"]);
    const QHash<QString, QStringList> iam = textsByService(root["iam"]);
    for (auto it = iam.begin(); it != iam.end(); ++it)
        m_rules.iamActions.insert(it.key(), it.value().value(0));
    const YAML::Node prices = root["prices"];
    if (prices && checkKeys(prices, {}, {})) {
        for (const auto &each : prices)
            m_rules.prices.insert(text(each.first), text(each.second));
    }
}

void CatalogReader::complain(const YAML::Node &node, const QString &what)
{
    complainAt(node.Mark().line, node.Mark().column, what);
}

void CatalogReader::complainAt(int line, int column, const QString &what)
{
    // Nothing at all has no place: yaml-cpp says -1.
    if (!m_problem)
        m_problem = Error(Error::Kind::Invalid,
            u"%1:%2:%3: %4"_s.arg(m_fileName).arg(std::max(line, 0) + 1).arg(std::max(column, 0) + 1).arg(what));
}

/// No \p known keys: any, but none twice.
bool CatalogReader::checkKeys(const YAML::Node &map, const QStringList &known, const QStringList &required)
{
    if (!map.IsMap()) {
        complain(map, tr("expected a map"));
        return false;
    }
    QSet<QString> seen;
    for (const auto &each : map) {
        const QString key = text(each.first);
        if (!known.isEmpty() && !known.contains(key))
            complain(each.first, tr("unknown key “%1”; known are %2").arg(key, known.join(u", "_s)));
        if (seen.contains(key))
            complain(each.first, tr("“%1” is there twice").arg(key));
        seen << key;
    }
    for (const QString &key : required) {
        if (!seen.contains(key))
            complain(map, tr("“%1” is missing").arg(key));
    }
    return !m_problem;
}

QString CatalogReader::text(const YAML::Node &node)
{
    if (node.IsScalar())
        return QString::fromStdString(node.Scalar());
    complain(node, tr("expected a text"));
    return {};
}

QStringList CatalogReader::texts(const YAML::Node &node)
{
    QStringList list;
    if (!node)
        return list;
    if (!node.IsSequence())
        complain(node, tr("expected a list"));
    for (const auto &item : node)
        list << text(item);
    return list;
}

QHash<QString, QStringList> CatalogReader::textsByService(const YAML::Node &node)
{
    QHash<QString, QStringList> all;
    if (!node || !checkKeys(node, {}, {}))
        return all;
    for (const auto &each : node)
        all.insert(text(each.first), texts(each.second));
    return all;
}

QString CatalogReader::optionalText(const YAML::Node &node) { return node ? text(node) : QString(); }

template <typename T>
T CatalogReader::word(const YAML::Node &node, const QHash<QString, T> &words)
{
    const QString given = text(node);
    if (!words.contains(given))
        complain(node, tr("“%1” is not one of %2").arg(given, QStringList(words.keys()).join(u", "_s)));
    return words.value(given);
}

} // namespace sm::operations
