// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogreader.h"

#include "recipe.h"

#include <core/jmespath.h>

#include <QCoreApplication>

#include <yaml-cpp/yaml.h>

// The part of the catalog that says how a write is seen, proven and taken back.
namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Catalog", text); }

/// "AdminGetUser" of this service, or "sts:GetCallerIdentity" of another. \p kind is "aws:cognito-idp" or "sql".
QString usesOf(const QString &kind, const QString &name)
{
    return name.contains(u':') ? u"aws:"_s + name : kind + u':' + name;
}

} // namespace

void CatalogReader::readRecipe(CatalogEntry &entry, const QString &kind, const YAML::Node &node)
{
    for (const auto &reading : node["capture"])
        entry.capture << readReading(kind, reading);
    for (const auto &inverse : node["inverse"])
        entry.inverse << readInverse(kind, inverse);
    entry.verify = expression(node["verify"]);
    entry.since = expression(node["since"]);
    entry.answer = expression(node["answer"]);
    entry.comesBackAs = expression(node["comesBackAs"]);
    entry.isBack = expression(node["isBack"]);
    entry.settles = std::chrono::seconds(number(node["settles"], static_cast<int>(entry.settles.count())));
    entry.until = std::chrono::hours(number(node["until"], 0));
    entry.shows = expression(node["shows"]);
    entry.price = optionalText(node["price"]);
    entry.byHand = optionalText(node["byHand"]);
    if (node["merge"])
        entry.merge = readMerge(node["merge"]);
    if (node["keep"])
        entry.keep = readKeep(kind, node["keep"]);
}

Reading CatalogReader::readReading(const QString &kind, const YAML::Node &node)
{
    const QStringList required{u"read"_s, u"with"_s, u"select"_s};
    if (!checkKeys(node, required + QStringList{u"absent"_s, u"allPages"_s, u"texts"_s, u"each"_s, u"as"_s}, required))
        return {};
    if (bool(node["each"]) != bool(node["as"]))
        complain(node, tr("“each” and “as” belong together"));
    return {usesOf(kind, text(node["read"])), expression(node["with"]), expression(node["select"]),
        texts(node["absent"]), optionalText(node["allPages"]) == "true"_L1, texts(node["texts"]),
        expression(node["each"]), optionalText(node["as"])};
}

Inverse CatalogReader::readInverse(const QString &kind, const YAML::Node &node)
{
    const QStringList required{u"uses"_s, u"with"_s};
    if (!checkKeys(
            node, required + QStringList{u"when"_s, u"replaces"_s, u"each"_s, u"further"_s, u"late"_s}, required))
        return {};
    return {expression(node["when"]), usesOf(kind, text(node["uses"])), expression(node["with"]),
        optionalText(node["replaces"]) == "true"_L1, expression(node["each"]),
        optionalText(node["further"]) == "true"_L1, optionalText(node["late"]) == "true"_L1};
}

MergeRule CatalogReader::readMerge(const YAML::Node &node)
{
    const QStringList required{u"member"_s, u"from"_s};
    if (!checkKeys(node, required + QStringList{u"text"_s, u"keys"_s}, required))
        return {};
    MergeRule rule{text(node["member"]), expression(node["from"]), optionalText(node["text"]) == "true"_L1, {}};
    if (node["keys"] && checkKeys(node["keys"], {}, {})) {
        for (const auto &each : node["keys"])
            rule.keys.insert(text(each.first), text(each.second));
    }
    return rule;
}

KeepRule CatalogReader::readKeep(const QString &kind, const YAML::Node &node)
{
    const QStringList required{u"read"_s, u"with"_s, u"select"_s, u"megabytes"_s};
    if (!checkKeys(node, required + QStringList{u"member"_s}, required))
        return {};
    const Reading reading{
        usesOf(kind, text(node["read"])), expression(node["with"]), expression(node["select"]), {}, false, {}, {}, {}};
    return {reading, optionalText(node["member"]), qint64(number(node["megabytes"], 0)) * 1024 * 1024};
}

/// A JMESPath expression; empty where there is none.
QString CatalogReader::expression(const YAML::Node &node)
{
    const QString given = optionalText(node);
    if (given.isEmpty())
        return given;
    const Result<jmespath::Expression> compiled = jmespath::Expression::parse(bound(given, {}));
    if (!compiled)
        complain(node, tr("this is no JMESPath expression: %1").arg(compiled.error().message()));
    return given;
}

int CatalogReader::number(const YAML::Node &node, int otherwise)
{
    if (!node)
        return otherwise;
    bool valid = false;
    const int value = text(node).toInt(&valid);
    if (!valid || value < 0)
        complain(node, tr("expected a number that is not negative"));
    return value;
}

} // namespace sm::operations
