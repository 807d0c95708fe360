// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog.h"

#include "catalogreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

// A resource in a static library has to be asked for, from the global namespace, or the linker leaves it out.
static void initializeResource() { Q_INIT_RESOURCE(operations); }

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

Result<Catalog> Catalog::load()
{
    initializeResource();
    Catalog all;
    const QDir folder(u":/operations"_s);
    const QStringList names = folder.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error(Error::Kind::Internal, file.errorString());
        const Result<Catalog> one = parse(name, file.readAll());
        if (!one)
            return one.error();
        all.merge(*one);
    }
    return all;
}

Result<Catalog> Catalog::parse(const QString &fileName, const QByteArray &yaml)
{
    const CatalogReader reader(fileName, yaml);
    if (reader.problem())
        return *reader.problem();
    Catalog catalog;
    for (const CatalogEntry &entry : reader.entries())
        catalog.m_entries.insert(entry.uses, entry);
    catalog.m_programs = reader.programs();
    catalog.m_rules = reader.rules();
    return catalog;
}

void Catalog::merge(const Catalog &other)
{
    m_entries.insert(other.m_entries);
    m_programs << other.m_programs;
    m_rules.verbs << other.m_rules.verbs;
    m_rules.reads |= other.m_rules.reads;
    m_rules.writes |= other.m_rules.writes;
    m_rules.answerSecrets.insert(other.m_rules.answerSecrets);
    m_rules.iamActions.insert(other.m_rules.iamActions);
    m_rules.prices.insert(other.m_rules.prices);
}

std::optional<CatalogEntry> Catalog::entry(const QString &uses) const
{
    const auto found = m_entries.constFind(uses);
    return found == m_entries.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList Catalog::entries() const
{
    QStringList all = m_entries.keys();
    all.sort();
    return all;
}

std::optional<ProgramRule> Catalog::program(const QStringList &argv) const
{
    const auto found = std::find_if(
        m_programs.begin(), m_programs.end(), [&argv](const ProgramRule &rule) { return rule.matches(argv); });
    return found == m_programs.end() ? std::nullopt : std::optional(*found);
}

bool Catalog::isWrite(const QString &service, const QString &operation) const
{
    const QString name = service + u":"_s + operation;
    if (m_entries.contains(u"aws:"_s + name) || m_rules.writes.contains(name))
        return true;
    if (m_rules.reads.contains(name))
        return false;
    return std::none_of(m_rules.verbs.begin(), m_rules.verbs.end(), [&operation](const QString &verb) {
        return operation.startsWith(verb) && operation.size() > verb.size() && operation.at(verb.size()).isUpper();
    });
}

QStringList Catalog::answerSecrets(const QString &uses) const
{
    const auto write = m_entries.constFind(uses);
    return write == m_entries.constEnd() ? m_rules.answerSecrets.value(uses.section(u':', 1)) : write->answerSecrets;
}

QString Catalog::readIamAction(const QString &service, const QString &operation) const
{
    return m_rules.iamActions.value(service + u":"_s + operation);
}

QString Catalog::readPrice(const QString &service, const QString &operation) const
{
    return m_rules.prices.value(service + u":"_s + operation, m_rules.prices.value(service + u":*"_s));
}

} // namespace sm::operations
