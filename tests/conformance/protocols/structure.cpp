// SPDX-License-Identifier: GPL-3.0-or-later
#include "structure.h"

#include <QMap>
#include <QSet>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

namespace suite {

namespace {

/// "key value" of each map shape, sorted.
QSet<QString> mapNames(const QJsonObject &shapes)
{
    QSet<QString> names;
    for (const auto &shape : shapes) {
        QStringList pair{
            shape[u"key"][u"locationName"].toString(u"key"_s), shape[u"value"][u"locationName"].toString(u"value"_s)};
        pair.sort();
        if (shape[u"type"] == u"map"_s)
            names.insert(pair.join(u' '));
    }
    return names;
}

struct Element
{
    QString name;
    QString text; ///< attributes and content
    QStringList childNames;

    bool isEntry(const QSet<QString> &maps) const
    {
        QStringList names = childNames;
        names.sort();
        return maps.contains(names.join(u' '));
    }
};

QString attributes(const QXmlStreamReader &reader)
{
    QStringList texts;
    for (const auto &attribute : reader.attributes())
        texts.append(u" {%1}%2=%3"_s.arg(attribute.namespaceUri(), attribute.name(), attribute.value()));
    texts.sort();
    return texts.join(QString());
}

QString joined(const QList<Element> &children, const QSet<QString> &maps)
{
    QMap<QString, QStringList> byName;
    QSet<QString> unordered;
    for (const Element &child : children) {
        byName[child.name].append(child.text);
        if (child.isEntry(maps))
            unordered.insert(child.name);
    }
    QString text;
    for (auto [name, texts] : byName.asKeyValueRange()) {
        if (unordered.contains(name))
            texts.sort();
        text += u"<%1 %2>"_s.arg(name, texts.join(u"> <"_s));
    }
    return text;
}

Element read(QXmlStreamReader &reader, const QSet<QString> &maps)
{
    Element element;
    element.name = u"{%1}%2"_s.arg(reader.namespaceUri(), reader.name());
    const QString attributeText = attributes(reader);
    QList<Element> children;
    QString text;
    while (!reader.readNext() || !reader.isEndElement()) {
        if (reader.atEnd() || reader.hasError())
            return {u"broken"_s, reader.errorString(), {}};
        if (reader.isStartElement()) {
            element.childNames.append(reader.name().toString());
            children.append(read(reader, maps));
        } else if (reader.isCharacters()) {
            text += reader.text();
        }
    }
    element.text = attributeText + (children.isEmpty() ? text : joined(children, maps));
    return element;
}

struct FormNode
{
    QString value;
    QMap<QString, FormNode> children;
};

FormNode formTree(const QByteArray &form)
{
    FormNode root;
    for (const QByteArray &pair : form.trimmed().split('&')) {
        const qsizetype equals = pair.indexOf('=');
        FormNode *node = &root;
        for (const QByteArray &part : QByteArray::fromPercentEncoding(pair.left(equals)).split('.'))
            node = &node->children[QString::fromUtf8(part)];
        node->value = QString::fromUtf8(QByteArray::fromPercentEncoding(pair.mid(equals + 1)));
    }
    return root;
}

QString text(const FormNode &node, const QSet<QString> &maps)
{
    QStringList parts;
    bool areEntries = !node.children.isEmpty();
    for (const auto &[name, child] : node.children.asKeyValueRange())
        areEntries = areEntries && maps.contains(QStringList(child.children.keys()).join(u' '));
    for (const auto &[name, child] : node.children.asKeyValueRange())
        parts.append(areEntries ? text(child, maps) : name + u':' + text(child, maps));
    if (areEntries)
        parts.sort();
    return node.value + u'(' + parts.join(u',') + u')';
}

} // namespace

QString xmlStructure(const QByteArray &xml, const QJsonObject &shapes)
{
    QXmlStreamReader reader(xml);
    if (!reader.readNextStartElement())
        return xml.trimmed().isEmpty() ? QString() : u"not XML"_s;
    const Element root = read(reader, mapNames(shapes));
    return root.name + root.text;
}

QStringList formStructure(const QByteArray &form, const QJsonObject &shapes)
{
    const QSet<QString> maps = mapNames(shapes);
    const FormNode root = formTree(form);
    QStringList members;
    for (const auto &[name, child] : root.children.asKeyValueRange())
        members.append(name + u':' + text(child, maps));
    return members;
}

QList<QByteArray> queryStructure(const QByteArray &query)
{
    QMap<QByteArray, QList<QByteArray>> byName;
    for (const QByteArray &pair : query.split('&'))
        byName[pair.left(pair.indexOf('='))].append(pair);
    QList<QByteArray> pairs;
    for (const auto &ofOneName : byName)
        pairs += ofOneName;
    return pairs;
}

} // namespace suite
