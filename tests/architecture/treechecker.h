#pragma once

#include <QString>
#include <QStringList>

struct Layer;

/** Reads the C++ below app/, models/ and ui/ of a project and lists what breaks the rules, as "file:line: what". */
class TreeChecker
{
public:
    explicit TreeChecker(const QString& root);

    [[nodiscard]] QStringList breaches();
    /** How many files the last call read. */
    [[nodiscard]] int filesRead() const { return m_filesRead; }

private:
    void checkFile(const QString& path);
    void checkIncludes(const QString& text);
    void checkOwnInclude(const Layer& layer, const QString& include, int line);
    void checkOtherInclude(const Layer& layer, const QString& include, int line);
    void checkResults(const QString& text);
    void checkBudget(const QString& text);
    void checkWords(const QString& source, const QString& code);
    void report(int line, const QString& what);

    QString m_root;
    QString m_file; // from the root
    QString m_folder;
    QStringList m_breaches;
    int m_filesRead = 0;
};
