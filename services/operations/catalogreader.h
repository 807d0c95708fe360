// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/catalog.h>

namespace YAML {
class Node;
}

namespace sm::operations {

/// Reads the YAML of one catalog file. Keeps the first problem and its place, and goes on with empty values.
class CatalogReader
{
public:
    CatalogReader(QString fileName, const QByteArray &yaml);

    /// \error Kind::Invalid "cognito-idp.yaml:12:5: …"
    std::optional<Error> problem() const { return m_problem; }
    QList<CatalogEntry> entries() const { return m_entries; }
    QList<ProgramRule> programs() const { return m_programs; }
    ReadRules rules() const { return m_rules; }

private:
    void readDocument(const YAML::Node &root);
    void readService(const YAML::Node &root);
    void readRules(const YAML::Node &root);
    void readKind(const YAML::Node &root);
    CatalogEntry readEntry(
        const QString &kind, const QString &iamPrefix, const QString &operation, const YAML::Node &node);
    ProgramRule readProgram(const YAML::Node &node);
    void checkEntry(const CatalogEntry &entry, const YAML::Node &node);
    void readRecipe(CatalogEntry &entry, const QString &kind, const YAML::Node &node);
    Reading readReading(const QString &kind, const YAML::Node &node);
    Inverse readInverse(const QString &kind, const YAML::Node &node);
    MergeRule readMerge(const YAML::Node &node);
    KeepRule readKeep(const QString &kind, const YAML::Node &node);

    void complain(const YAML::Node &node, const QString &what);
    void complainAt(int line, int column, const QString &what);
    bool checkKeys(const YAML::Node &map, const QStringList &known, const QStringList &required);
    QString text(const YAML::Node &node);
    QString optionalText(const YAML::Node &node);
    QString expression(const YAML::Node &node);
    int number(const YAML::Node &node, int otherwise);
    QStringList texts(const YAML::Node &node);
    QHash<QString, QStringList> textsByService(const YAML::Node &node);
    template <typename T>
    T word(const YAML::Node &node, const QHash<QString, T> &words);

    QString m_fileName;
    std::optional<Error> m_problem;
    QList<CatalogEntry> m_entries;
    QList<ProgramRule> m_programs;
    ReadRules m_rules;
};

} // namespace sm::operations
