// SPDX-License-Identifier: GPL-3.0-or-later
#include "itempage.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

/// {"id": {"S": "a"}}
QJsonObject keyFrom(JsonScanner &json)
{
    QJsonObject key;
    json.enterObject();
    while (json.nextMember()) {
        const QString attribute = QString::fromUtf8(json.name());
        QJsonObject value;
        json.enterObject();
        while (json.nextMember()) {
            const QString type = QString::fromUtf8(json.name());
            value.insert(type, QString::fromUtf8(json.scalar()));
        }
        key.insert(attribute, value);
    }
    return key;
}

QJsonObject capacityFrom(JsonScanner &json)
{
    QJsonObject capacity;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "CapacityUnits")
            capacity.insert(u"CapacityUnits"_s, json.scalar().toByteArray().toDouble());
        else
            json.skip();
    }
    return capacity;
}

} // namespace

ItemPage::ItemPage(ItemChoice choice)
    : m_choice(std::move(choice))
{
}

Result<QJsonObject> ItemPage::read(const QByteArray &body)
{
    m_items.clear();
    JsonScanner json(body);
    QJsonObject rest;
    json.enterObject();
    while (json.nextMember()) {
        const QByteArray name = json.name().toByteArray();
        if (json.kind() == JsonScanner::Kind::Null)
            json.skip();
        else if (name == "Items")
            readItems(json);
        else if (name == "LastEvaluatedKey")
            rest.insert(u"LastEvaluatedKey"_s, keyFrom(json));
        else if (name == "ConsumedCapacity")
            rest.insert(u"ConsumedCapacity"_s, capacityFrom(json));
        else if (name == "Count")
            rest.insert(u"Count"_s, json.scalar().toByteArray().toDouble());
        else
            json.skip();
    }
    if (json.finish())
        return rest;
    m_items.clear();
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate("sm::backups::Tables", "A page of items came cut short or damaged. Try again."));
}

void ItemPage::readItems(JsonScanner &json)
{
    json.enterArray();
    while (json.nextElement()) {
        ItemDigest item = digestOf(readItem(json, m_choice.keys, m_choice.isNamed != nullptr));
        if (m_choice.isWanted && !m_choice.isWanted(item.key))
            continue;
        if (m_choice.isNamed && !m_choice.isNamed(item.key))
            item.keyValues = {};
        m_items.push_back(item);
    }
}

} // namespace sm::backups
