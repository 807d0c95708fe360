// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.h"

#include "nearestname.h"
#include <core/durationtext.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

} // namespace

Fields::Fields(const YamlNode &node, Problems &problems, const QStringList &known, const QStringList &required)
    : m_node(node)
    , m_problems(problems)
{
    if (!node.isMap()) {
        complain(node, tr("a map is expected here"));
        return;
    }
    for (qsizetype i = 0; i < node.keys.size(); ++i) {
        if (!known.contains(node.keys[i]))
            problems.add(
                node.keyPlaces[i], tr("unknown key “%1”%2").arg(node.keys[i], suggestion(node.keys[i], known)));
    }
    for (const QString &key : required) {
        if (!has(key))
            complain(node, tr("“%1” is missing").arg(key));
    }
}

const YamlNode *Fields::textNode(const QString &key) const
{
    const YamlNode *found = node(key);
    return found && checkText(*found, m_problems) ? found : nullptr;
}

QString Fields::text(const QString &key) const
{
    const YamlNode *found = textNode(key);
    return found ? found->text : QString();
}

QString Fields::text(const QString &key, const QString &pattern, const QString &wanted) const
{
    const YamlNode *found = textNode(key);
    if (!found)
        return {};
    if (QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(found->text).hasMatch())
        return found->text;
    complain(*found, tr("“%1” is not %2").arg(found->text.left(80), wanted));
    return {};
}

QStringList Fields::texts(const QString &key) const
{
    QStringList list;
    for (const YamlNode &item : items(key)) {
        if (checkText(item, m_problems))
            list << item.text;
    }
    return list;
}

std::optional<bool> Fields::boolean(const QString &key) const
{
    const YamlNode *found = node(key);
    if (!found)
        return {};
    const QJsonValue value = jsonOf(*found);
    if (value.isBool())
        return value.toBool();
    complain(*found, tr("“%1” has to be true or false").arg(key));
    return {};
}

std::optional<double> Fields::number(const QString &key) const
{
    const YamlNode *found = node(key);
    if (!found)
        return {};
    const QJsonValue value = jsonOf(*found);
    if (value.isDouble())
        return value.toDouble();
    complain(*found, tr("“%1” has to be a number").arg(key));
    return {};
}

QDate Fields::date(const QString &key) const
{
    const QString text = this->text(key, u"[0-9]{4}-[0-9]{2}-[0-9]{2}"_s, tr("a date such as 2026-01-31"));
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && !date.isValid())
        complain(*node(key), tr("there is no %1 in the calendar").arg(text));
    return date;
}

std::optional<std::chrono::milliseconds> Fields::duration(const QString &key) const
{
    const YamlNode *found = node(key);
    if (!found)
        return {};
    const QJsonValue value = jsonOf(*found);
    if (value.isDouble() && value.toDouble() >= 0 && value.toDouble() < 1e9)
        return std::chrono::milliseconds(qRound64(value.toDouble() * 1000));
    const auto duration = durationOf(value.toString());
    if (!duration)
        complain(*found, tr("“%1” has to be a duration such as 90s or 1h30m, or seconds").arg(key));
    return duration;
}

std::optional<int> Fields::word(const QString &key, const QStringList &words) const
{
    const YamlNode *found = textNode(key);
    if (!found)
        return {};
    if (const qsizetype at = words.indexOf(found->text); at >= 0)
        return static_cast<int>(at);
    complain(*found, tr("“%1” is unknown%2").arg(found->text.left(80), suggestion(found->text, words)));
    return {};
}

QList<YamlNode> Fields::items(const QString &key) const
{
    const YamlNode *found = node(key);
    if (!found)
        return {};
    if (found->isList())
        return found->items;
    complain(*found, tr("“%1” has to be a list").arg(key));
    return {};
}

void Fields::complain(const YamlNode &node, const QString &what) const { m_problems.add(node.place, what); }

bool checkText(const YamlNode &node, Problems &problems)
{
    if (node.isText() && !node.text.isEmpty())
        return true;
    problems.add(node.place,
        node.kind == YamlNode::Kind::Scalar && !node.text.isEmpty()
            ? tr("“%1” is no text: put it in quotes if it is meant as one").arg(node.text)
            : tr("a text is expected here"));
    return false;
}

QString identifierPattern() { return u"[A-Za-z_][A-Za-z0-9_]{0,63}"_s; }

} // namespace sm::runbooks
